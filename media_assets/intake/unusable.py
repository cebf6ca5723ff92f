"""What reading a file ends with when it does not come in. Needs no Django."""


class Unusable(Exception):
    """`code` names why; `numbers` are what a sentence about it says."""

    def __init__(self, code: str, **numbers: int) -> None:
        super().__init__(code)
        self.code = code
        self.numbers = numbers
