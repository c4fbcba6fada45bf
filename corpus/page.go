package corpus

// PageImage is a page of an original as it looks, with the words that were read on it.
type PageImage struct {
	MediaType string     `json:"media_type"` // image/png or image/jpeg
	Width     int        `json:"width"`      // pixels
	Height    int        `json:"height"`
	Image     []byte     `json:"image"`
	Words     []PageWord `json:"words"` // in the order of the file; empty for a scan
	Pages     int        `json:"pages"` // of the whole original
}

// PageWord is a word and where it stands, in pixels of the image from its upper left corner. Chinese gives single characters.
type PageWord struct {
	Text   string `json:"text"`
	X      int    `json:"x"`
	Y      int    `json:"y"`
	Width  int    `json:"w"`
	Height int    `json:"h"`
}
