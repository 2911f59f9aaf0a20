"""Tables of days in any layout → daily means of stations, counties and prefectures."""
