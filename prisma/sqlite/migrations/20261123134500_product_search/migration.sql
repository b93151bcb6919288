-- The search's index: the trigrams of "Product"."searchText". Folded already, so it is kept as it is.
CREATE VIRTUAL TABLE "ProductSearch" USING fts5("text", tokenize = 'trigram case_sensitive 1', columnsize = 0);

-- A product's row there. Its own row number won't do: it may be another one after VACUUM or a dump.
CREATE TABLE "ProductSearchRow" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "productId" TEXT NOT NULL
);
CREATE UNIQUE INDEX "ProductSearchRow_productId_key" ON "ProductSearchRow"("productId");

INSERT INTO "ProductSearchRow" ("productId") SELECT "id" FROM "Product";
INSERT INTO "ProductSearch" ("rowid", "text")
SELECT "number", "searchText" FROM "ProductSearchRow" JOIN "Product" ON "Product"."id" = "productId";

-- Whoever writes products, the index follows. Making the table anew drops these: such a migration repeats them.
CREATE TRIGGER "Product_search_insert" AFTER INSERT ON "Product"
BEGIN
    INSERT INTO "ProductSearchRow" ("productId") VALUES (NEW."id");
    INSERT INTO "ProductSearch" ("rowid", "text")
    SELECT "number", NEW."searchText" FROM "ProductSearchRow" WHERE "productId" = NEW."id";
END;

CREATE TRIGGER "Product_search_update" AFTER UPDATE OF "id", "searchText" ON "Product"
WHEN NEW."id" <> OLD."id" OR NEW."searchText" <> OLD."searchText"
BEGIN
    UPDATE "ProductSearchRow" SET "productId" = NEW."id" WHERE "productId" = OLD."id";
    UPDATE "ProductSearch" SET "text" = NEW."searchText"
    WHERE "rowid" = (SELECT "number" FROM "ProductSearchRow" WHERE "productId" = NEW."id");
END;

CREATE TRIGGER "Product_search_delete" AFTER DELETE ON "Product"
BEGIN
    DELETE FROM "ProductSearch"
    WHERE "rowid" = (SELECT "number" FROM "ProductSearchRow" WHERE "productId" = OLD."id");
    DELETE FROM "ProductSearchRow" WHERE "productId" = OLD."id";
END;
