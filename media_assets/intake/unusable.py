"""What reading a file ends with when it does not come in. Needs no Django."""


class Unusable(Exception):
    """`code` names why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
