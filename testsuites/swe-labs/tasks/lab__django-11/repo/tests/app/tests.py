from django.test import SimpleTestCase

from calc import add, same, triple


class CalcTests(SimpleTestCase):
    def test_keeps(self):
        self.assertEqual(same(3), 3)
