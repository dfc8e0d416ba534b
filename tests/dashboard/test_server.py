"""Before anything is served: what Streamlit is told, and which port is taken."""

import socket

import pytest

from dashboard.server import ADDRESS, NoPort, free_port, options


def test_streamlit_is_told_to_keep_to_itself() -> None:
    """No statistics are sent, no error details shown, and only this machine may connect."""
    said = options()
    assert said["browser.gatherUsageStats"] is False
    assert said["client.showErrorDetails"] == "none"
    assert said["server.address"] == ADDRESS
    assert said["logger.hideWelcomeMessage"] is True, "or Streamlit advertises its tools on top of the numbers"
    assert said["theme.dark.backgroundColor"] == "#12181f"


def test_a_taken_port_is_passed_over() -> None:
    """Where somebody listens, the next free port is taken."""
    with socket.socket() as door:
        door.bind((ADDRESS, 0))
        door.listen()
        taken = door.getsockname()[1]
        assert free_port(taken) > taken


def test_no_free_port_is_a_sentence() -> None:
    """With the only port taken, the sentence names it and the option."""
    with socket.socket() as door:
        door.bind((ADDRESS, 0))
        door.listen()
        taken = door.getsockname()[1]
        with pytest.raises(NoPort, match=f"from {taken} to {taken} .* --port"):
            free_port(taken, tries=1)
