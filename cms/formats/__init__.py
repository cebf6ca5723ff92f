"""Days as they are written here: day first. Django has no formats for Vietnamese and would read
01/07/2026 as the 7th of January; the widgets show `WAGTAIL_DATE_FORMAT`, in every language.
"""

DAY_FIRST = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"]
MOMENTS = [f"{day} {time}" for day in DAY_FIRST for time in ("%H:%M", "%H:%M:%S")]
