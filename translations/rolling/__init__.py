"""A national change on its way into the copies that offices made of the item.

`Rollout` and `ChangeNotice` are the work to do: a lost message is found by the clock of the house, a
doubled one changes nothing, and whatever dies in the middle of a copy leaves that copy untouched.
"""
