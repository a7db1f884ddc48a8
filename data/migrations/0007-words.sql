-- SPDX-License-Identifier: ISC
-- The words of every version in every text and name, folded as the program
-- folds names.

-- Words with one blank between; what search_text() gives has no other sign.
DROP TABLE words;

CREATE VIRTUAL TABLE words USING fts5 (text, content = 'words_text',
    content_rowid = 'seq', columnsize = 0, detail = full, tokenize = 'ascii');

INSERT INTO words (words, rank) VALUES ('hashsize', 4194304);
