import stat

from inspector.config import SECRET_LENGTH
from inspector.run.secret import secret_in


def test_the_secret_is_made_once(tmp_path):
    folder = tmp_path / "instance"

    first = secret_in(folder)

    assert len(first) >= SECRET_LENGTH
    assert secret_in(folder) == first


def test_two_installations_have_different_secrets(tmp_path):
    assert secret_in(tmp_path / "here") != secret_in(tmp_path / "there")


def test_only_its_owner_can_read_the_secret(tmp_path):
    secret_in(tmp_path)

    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
