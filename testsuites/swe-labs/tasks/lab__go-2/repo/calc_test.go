package calc

import "testing"

func TestSame(t *testing.T) {
	if Same(3) != 3 {
		t.Errorf("got %d", Same(3))
	}
}
