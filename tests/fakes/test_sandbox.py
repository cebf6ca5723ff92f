from publishing.sandbox.ledger import LEDGER_NAME

from .sandbox import SandboxProcess


def test_a_line_that_is_still_being_written_is_not_read(tmp_path):
    sandbox = SandboxProcess()
    sandbox.data_dir = tmp_path
    ledger = tmp_path / LEDGER_NAME
    assert sandbox.ledger() == []

    ledger.write_bytes(b'{"n": 1}\n{"n": 2')
    assert sandbox.ledger() == [{"n": 1}]

    ledger.write_bytes(b'{"n": 1}\n{"n": 2}\n')
    assert sandbox.ledger() == [{"n": 1}, {"n": 2}]
