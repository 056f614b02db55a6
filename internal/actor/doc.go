// Package actor answers "who?": it finds the words of an article that name or
// refer to an actor and gives each its PLOVER code: country or international
// code, sectors, name, and the office held on the article's date.
//
// The evidence is taken in this order: the words themselves (title, demonym,
// apposition), an earlier mention in the article, the register of dated offices,
// the role noun. What stays ambiguous stays uncoded, and Mention.How says so.
//
// The register is text that a person can edit (data/actors); see README.md there
// for its tables.
package actor
