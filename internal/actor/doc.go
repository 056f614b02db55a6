// Package actor answers "who?": it finds the words of an article that name or
// refer to an actor and gives each its PLOVER code: country or international
// code, sectors, name, and the office held on the article's date.
//
// The evidence is taken in this order: the words themselves (title, demonym,
// apposition), an earlier mention in the article, the register of dated offices,
// the role noun. Crowds, police and others who are at home where they act take
// the country of the place of their clause, or the only one that the article
// speaks of; gunmen, guests and foreign troops do not. What stays ambiguous stays
// uncoded, and Mention.How says so.
//
// The register is text that a person can edit (data/actors); see README.md there
// for its tables.
package actor
