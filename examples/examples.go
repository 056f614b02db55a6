// Package examples answers: what can a person try Annals on before bringing
// pages of their own?
//
// It carries a handful of sample pages about well-known history, written for
// this project in the manner of real crawled pages: articles stacked on one
// page, headlines and captions printed again and again, crumbs of widgets left
// between them, the same article on several pages, and dates that only a
// caption or a weekday gives away.
package examples

import "embed"

// Pages holds the sample pages under the folder "pages": six text pages, one
// HTML page and one file of JSON lines; thirteen articles in seventeen
// printings. File names sort in reading order.
//
//go:embed pages
var Pages embed.FS
