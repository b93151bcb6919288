-- Search texts of products have no punctuation any more: the next start folds them again.
DELETE FROM "DataStep" WHERE "name" = 'products';
