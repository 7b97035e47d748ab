from calc import keep


def test_keeps():
    assert keep(7) == 7
