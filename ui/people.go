package ui

// SignInPage asks for name and password.
type SignInPage struct {
	Frame
	To    string // where to go afterwards, on this site
	Wrong string // what was wrong with the last try

	Outside Entry // the way to the site that vouches for people; Label "": there is none
}

func (SignInPage) template() string { return "signin" }

// AccountPage is what a person may change of their own.
type AccountPage struct {
	Frame
	Role     string
	Shortest int    // characters of a password
	Wrong    string // what was wrong with the last change
}

func (AccountPage) template() string { return "account" }

// PeoplePage lists who may sign in, with the forms that change it.
type PeoplePage struct {
	Frame
	People   []PersonLine
	Roles    []Choice
	Shortest int // characters of a password
	Log      []PersonChangeLine
}

func (PeoplePage) template() string { return "people" }

// PersonLine is a person of PeoplePage.
type PersonLine struct{ Name, Role, Since string }

// PersonChangeLine is what was done to a person, in the reader's language; Before and After are roles, empty where there was none.
type PersonChangeLine struct{ Person, What, Before, After, By, At string }
