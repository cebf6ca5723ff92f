"""The real engine, on real rows, played through in any order: a model platform is the judge.

`clock` is the only thing replaced inside Loa (and the publishing of a page by Wagtail, which is the
portal's side). `workers` pause production's `send` and `look` at every point at which a process may
stop or die; `people` press production's buttons; `platform` is what the public sees; `judge` says
what must never happen; `steps` are what may happen; `machine` and `running` draw the order;
`mutations` switch off one rule each.
"""
