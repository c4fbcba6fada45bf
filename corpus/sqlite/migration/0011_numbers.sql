-- Long numbers of laws are apart by kind and year as short ones are: the names of laws are made anew.

DELETE FROM name;
DELETE FROM relation;
