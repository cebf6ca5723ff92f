"""Archives of equal bytes."""

import zipfile
from io import BytesIO

from publishing.sheets import archives


def test_equal_contents_give_equal_bytes_and_nothing_of_the_machine():
    made = []
    for _turn in range(2):
        target = BytesIO()
        archives.write(target, [("a.txt", b"mot"), ("b.bin", BytesIO(b"hai" * 300_000))])
        archives.write(target, [("c.mp3", BytesIO(b"ba"))], packed=False)
        made.append(target.getvalue())
    assert made[0] == made[1]
    with zipfile.ZipFile(BytesIO(made[0])) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a.txt", "b.bin", "c.mp3"]
        assert {one.date_time for one in archive.infolist()} == {archives.EPOCH}
        assert archive.getinfo("c.mp3").compress_type == zipfile.ZIP_STORED
        assert archive.read("b.bin") == b"hai" * 300_000
