import socket

import pytest

from deploy import ports
from deploy.console import SetupError


@pytest.fixture
def occupied_port():
    with socket.socket() as listener:
        listener.bind((ports.HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_an_occupied_port_is_named_with_the_way_to_choose_another(occupied_port):
    with pytest.raises(SetupError) as refusal:
        ports.check_free(occupied_port, "the web server", "PORT")
    line = str(refusal.value)
    assert f"port {occupied_port} for the web server is occupied" in line
    assert "make demo PORT=" in line
    assert "\n" not in line


def test_a_free_port_is_accepted():
    (port,) = ports.find_free(1)
    ports.check_free(port, "the sandbox", "SANDBOX_PORT")
    with socket.socket() as listener:
        listener.bind((ports.HOST, port))


def test_free_ports_differ():
    assert len(set(ports.find_free(5))) == 5


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(SetupError, match="a port is a number from 1 to 65535"):
        ports.check_free(port, "the sandbox", "SANDBOX_PORT")
