CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL);
CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer(id), product TEXT NOT NULL, amount INTEGER NOT NULL, price REAL NOT NULL);
INSERT INTO customer VALUES (1,'Ada','London'),(2,'Blaise','Paris'),(3,'Carl','Berlin'),(4,'Dora','Paris');
INSERT INTO purchase VALUES (1,1,'pen',3,1.5),(2,1,'book',1,12.0),(3,2,'pen',10,1.5),(4,3,'lamp',1,40.0),(5,3,'book',2,12.0),(6,3,'pen',1,1.5);
