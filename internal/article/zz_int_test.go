package article

import "testing"

func TestZZLetter(t *testing.T) {
	for _, s := range []string{"Associated Press November 19, 2019, 9:02 AM", "By Matthew Digby , Minh Do on Monday, November 18th, 2019 at 11:08 a.m.", "By HNN Staff | November 18, 2019 at 2:26 PM HST - Updated November 18 at 4:46 PM", "기사입력 :[ 2018-08-25 15:24 ]"} {
		d, ok := letterhead(s)
		t.Log(s, d, ok, reDateWords.ReplaceAllString(s, " "))
	}
}
