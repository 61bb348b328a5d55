-- A case file as the program of commit 882df75 wrote it (schema 6), of made-up deaths: made by that program itself, with its own methods, and
-- written out as SQL by sqlite3. Its people are rita (reader), rev and ray (reviewers), sue (supervisor) and ada (administrator).
CREATE TABLE alerts (
    number BIGINT PRIMARY KEY,
    series TEXT NOT NULL,
    at TEXT NOT NULL,
    e_value DOUBLE PRECISION NOT NULL,
    level DOUBLE PRECISION NOT NULL,
    import BIGINT NOT NULL,
    joined TEXT NOT NULL
);
INSERT INTO "alerts" VALUES(1,'e03b37c142','2014-09-22T12:00:00.186639Z',1.01010101010101018687e-02,1.12943495400788433474e+04,3,'["A2","A3"]');
CREATE TABLE attachments (
    document TEXT NOT NULL,
    death TEXT NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    sentences TEXT NOT NULL,
    state TEXT NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (document, death)
);
INSERT INTO "attachments" VALUES('fd03118391cb1e76','A2',2.5,'["both in a churchyard"]','accepted','da431286adb93bb0');
CREATE TABLE audit (
    number BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    deed TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    why TEXT NOT NULL,
    origin TEXT NOT NULL,
    outcome TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO "audit" VALUES(1,'2014-09-20T12:00:00.984939Z','root','administration','user rita','{"added":{"role":"reader","team":"east"}}','','command line','done','','7201e15b0e87e49713bc354d89c40f99b91649d869664d265a8b46c38ccd58ce');
INSERT INTO "audit" VALUES(2,'2014-09-20T12:00:01.012981Z','root','administration','user rev','{"added":{"role":"reviewer","team":"east"}}','','command line','done','7201e15b0e87e49713bc354d89c40f99b91649d869664d265a8b46c38ccd58ce','d85a8343c5617d235e38e9659be37d65b53a321cc743d699c850fe490ccdd3ad');
INSERT INTO "audit" VALUES(3,'2014-09-20T12:00:01.043097Z','root','administration','user ray','{"added":{"role":"reviewer","team":"east"}}','','command line','done','d85a8343c5617d235e38e9659be37d65b53a321cc743d699c850fe490ccdd3ad','f37b2e48ba9309e71ab2164ba44db6edaa89036fc2f7f3c59138aec174c3e299');
INSERT INTO "audit" VALUES(4,'2014-09-20T12:00:01.064812Z','root','administration','user sue','{"added":{"role":"supervisor","team":"east"}}','','command line','done','f37b2e48ba9309e71ab2164ba44db6edaa89036fc2f7f3c59138aec174c3e299','9861e7d5f846e8204ac3e9df15117f10d30f8b6d8feac41f999891704dd4efb8');
INSERT INTO "audit" VALUES(5,'2014-09-20T12:00:01.085522Z','root','administration','user ada','{"added":{"role":"administrator","team":"east"}}','','command line','done','9861e7d5f846e8204ac3e9df15117f10d30f8b6d8feac41f999891704dd4efb8','479f64456bb6c36dce79bec77e01b13a7e21d14010c8131ee3bae3cd9b38fdcd');
INSERT INTO "audit" VALUES(6,'2014-09-20T12:00:01.097956Z','rev','collection','import day.csv','{"rejected":0,"rows":43,"sha256":"1284f478e0df5c2021880065a7892a6289cf80f4335b5cb9c599344351565f2b"}','','127.0.0.1','done','479f64456bb6c36dce79bec77e01b13a7e21d14010c8131ee3bae3cd9b38fdcd','10285424f27c342678176005cd7977bb4bddef899660b573e96310c930c559dd');
INSERT INTO "audit" VALUES(7,'2014-09-20T12:00:01.103217Z','rev','collection','import day.csv','{"rejected":0,"rows":3,"sha256":"8387edbcfbd4f23597697d69b65090a12a1d6abcf43a998b3f6d89c696674230"}','','127.0.0.1','done','10285424f27c342678176005cd7977bb4bddef899660b573e96310c930c559dd','fd7d102e7a8188861c6364059ed01a0172a5f69c849a053acd1185dcae1d0fba');
INSERT INTO "audit" VALUES(8,'2014-09-20T12:00:01.104751Z','ada','administration','alert budget a month','{"set":900.0}','','127.0.0.1','done','fd7d102e7a8188861c6364059ed01a0172a5f69c849a053acd1185dcae1d0fba','98978a42e1517e3ba67089ac40fd3c298a7bc34c7face9120788e684450f6668');
INSERT INTO "audit" VALUES(9,'2014-09-20T12:00:01.170127Z','root','combination','deaths into series','{"deaths":43,"found":0}','','command line','done','98978a42e1517e3ba67089ac40fd3c298a7bc34c7face9120788e684450f6668','f6cec729c622d8bb819988b98dbdb49b349c1de8c2507c8df076355b5f38a83f');
INSERT INTO "audit" VALUES(10,'2014-09-22T12:00:00.173067Z','rev','collection','import day.csv','{"rejected":0,"rows":1,"sha256":"b304d036d6ac521ebc523642892f94380399abbfa01c5ec60d285b643094f873"}','','127.0.0.1','done','f6cec729c622d8bb819988b98dbdb49b349c1de8c2507c8df076355b5f38a83f','01ef4a18ebf237174095f3c37db2044994cac769ae2b603bf2ea66daf379a9da');
INSERT INTO "audit" VALUES(11,'2014-09-22T12:00:00.177240Z','rev','alteration','death A1','{"field":"age"}','','127.0.0.1','done','01ef4a18ebf237174095f3c37db2044994cac769ae2b603bf2ea66daf379a9da','14a81a42794716f789379b978f2058fce835bac193a16b3af139c00fc65464d7');
INSERT INTO "audit" VALUES(12,'2014-09-22T12:00:00.180723Z','rev','alteration','death A1','{"field":"died"}','','127.0.0.1','done','14a81a42794716f789379b978f2058fce835bac193a16b3af139c00fc65464d7','7619273d03cf8fdf84b84ab25126159ea58ccef6f954e1d0cba0f6d3b831d997');
INSERT INTO "audit" VALUES(13,'2014-09-22T12:00:00.186247Z','root','combination','deaths into series','{"deaths":43,"found":1}','','command line','done','7619273d03cf8fdf84b84ab25126159ea58ccef6f954e1d0cba0f6d3b831d997','5eec7ee258c451f4f03ca35bea4b83fecd395f00531ca864c52cc7477db63bd1');
INSERT INTO "audit" VALUES(14,'2014-09-22T12:00:00.187537Z','rev','collection','lead l7cfc82610fcd1a0 of death A2','','','127.0.0.1','done','5eec7ee258c451f4f03ca35bea4b83fecd395f00531ca864c52cc7477db63bd1','aafab8d63d3b28a4c9ef632d3f898103ea3943d6e3fec61ffd5707078e2a4682');
INSERT INTO "audit" VALUES(15,'2014-09-23T12:00:00.188208Z','ray','alteration','lead l7cfc82610fcd1a0 of death A2','','','127.0.0.1','done','aafab8d63d3b28a4c9ef632d3f898103ea3943d6e3fec61ffd5707078e2a4682','51158f9af69ffe9ba8803fb08245ca590ec2f31a285739fd390378a56dbb02e0');
INSERT INTO "audit" VALUES(16,'2014-09-23T12:00:00.188817Z','rev','collection','lead l1fe7bef0c2d5cf7 of death A3','','','127.0.0.1','done','51158f9af69ffe9ba8803fb08245ca590ec2f31a285739fd390378a56dbb02e0','3e022cb6e550c2eef0c5f939055145a867cef2f04d3607d2eec00c31d7b13b51');
INSERT INTO "audit" VALUES(17,'2014-09-23T12:00:00.189710Z','rev','collection','lead le9815bb2bacfc4d of death A3','','','127.0.0.1','done','3e022cb6e550c2eef0c5f939055145a867cef2f04d3607d2eec00c31d7b13b51','c6dd2767cb9960d86a113bf68d3ba7cf6618e50197cf8b5f1508de202a0b1eba');
INSERT INTO "audit" VALUES(18,'2014-09-23T12:00:00.190568Z','rev','collection','lead lc4f7f6271d6e00c of death A3','','','127.0.0.1','done','c6dd2767cb9960d86a113bf68d3ba7cf6618e50197cf8b5f1508de202a0b1eba','1fc58d7cef77e56b65a82b8592a5732f4f3ce4bf7a87fd9d6453b9ff566f32b0');
INSERT INTO "audit" VALUES(19,'2014-09-23T12:00:00.191374Z','rev','collection','lead l2ef74c310e80fdc of death A3','','','127.0.0.1','done','1fc58d7cef77e56b65a82b8592a5732f4f3ce4bf7a87fd9d6453b9ff566f32b0','1443028570c07f29127cd46e90bbe8f5bdab457ce520d8011005cef2d3ff6d61');
INSERT INTO "audit" VALUES(20,'2014-09-23T12:00:00.192013Z','rev','collection','lead lc4d94ba936d3809 of death A3','','','127.0.0.1','done','1443028570c07f29127cd46e90bbe8f5bdab457ce520d8011005cef2d3ff6d61','715ee1b8bc3ed397d8f6d08236fd84da81f233d8da7a6df325f298c7c444d57b');
INSERT INTO "audit" VALUES(21,'2014-09-23T12:00:00.192644Z','rev','collection','lead l1bf1b61ceac6571 of death A3','','','127.0.0.1','done','715ee1b8bc3ed397d8f6d08236fd84da81f233d8da7a6df325f298c7c444d57b','4fb4cbbb1321922b9932ec337b1ac51e43c940296015e5a1720de13c12288359');
INSERT INTO "audit" VALUES(22,'2014-09-23T12:00:00.193301Z','rev','collection','lead l16849f3bab78478 of death A3','','','127.0.0.1','done','4fb4cbbb1321922b9932ec337b1ac51e43c940296015e5a1720de13c12288359','0247dd6b832714a64c9f7b1fa4dd469b7855d6125ba45cde5078a82f7c427316');
INSERT INTO "audit" VALUES(23,'2014-09-23T12:00:00.193938Z','rev','collection','lead l647cbc8978b6ef4 of death A3','','','127.0.0.1','done','0247dd6b832714a64c9f7b1fa4dd469b7855d6125ba45cde5078a82f7c427316','beb5e19852e2879704d64ca0bd5c3cd9fefabfcf8c14c96c3fdd7e46c3ff9d8c');
INSERT INTO "audit" VALUES(24,'2014-09-23T12:00:00.194628Z','rev','collection','lead le792d10c8a3c6d3 of death A3','','','127.0.0.1','done','beb5e19852e2879704d64ca0bd5c3cd9fefabfcf8c14c96c3fdd7e46c3ff9d8c','fcb21d1a696ecb329b25f12c9153023a2ee11cd577a17a08131da635f4d381cd');
INSERT INTO "audit" VALUES(25,'2014-09-23T12:00:00.195248Z','rev','collection','lead ld1f61b25d98478d of death A3','','','127.0.0.1','done','fcb21d1a696ecb329b25f12c9153023a2ee11cd577a17a08131da635f4d381cd','83d17f7855e8d067dc107473ff1ce7266ed39ea2c31d79176490ae5eadc9423e');
INSERT INTO "audit" VALUES(26,'2014-09-23T12:00:00.195764Z','rev','collection','concern cafaf333566a081f of death A3','','','127.0.0.1','done','83d17f7855e8d067dc107473ff1ce7266ed39ea2c31d79176490ae5eadc9423e','1391b96b19bdfa82839f75b86af54a574433dd932111534fe66a080a554aef55');
INSERT INTO "audit" VALUES(27,'2014-09-23T12:00:00.196332Z','rev','alteration','concern cafaf333566a081f of death A3','','','127.0.0.1','done','1391b96b19bdfa82839f75b86af54a574433dd932111534fe66a080a554aef55','fcf2e425fcdd0f1319b0c3d80c909bbf0a8c379d6a0beb46dd622150efe24e5f');
INSERT INTO "audit" VALUES(28,'2014-09-23T12:00:00.196968Z','rev','collection','exhibit efb97eed49a2569d of death A3','','','127.0.0.1','done','fcf2e425fcdd0f1319b0c3d80c909bbf0a8c379d6a0beb46dd622150efe24e5f','f616b78179075275268f3ff5e33ff43a78de9a3b953b2a8ca52ae7cae86818d1');
INSERT INTO "audit" VALUES(29,'2014-09-23T12:00:00.197886Z','rev','alteration','exhibit efb97eed49a2569d of death A3','','','127.0.0.1','done','f616b78179075275268f3ff5e33ff43a78de9a3b953b2a8ca52ae7cae86818d1','d4525e66c2b5113129151d5720e1ab53098f1b53465e4520c1632c9e1be357c1');
INSERT INTO "audit" VALUES(30,'2014-09-23T12:00:00.198850Z','rev','alteration','exhibit efb97eed49a2569d of death A3','','','127.0.0.1','done','d4525e66c2b5113129151d5720e1ab53098f1b53465e4520c1632c9e1be357c1','a20d39a58b43f8db477818a786547b4432ea6cba6452dc78e32bdcb4cfc1d845');
INSERT INTO "audit" VALUES(31,'2014-09-23T12:00:00.199881Z','rev','collection','hand_off h33759835453cfe8 of death A3','','','127.0.0.1','done','a20d39a58b43f8db477818a786547b4432ea6cba6452dc78e32bdcb4cfc1d845','8bfa2c45e8ae7727fada5493665445d87087fa8ae8bf710abdaa47434be9bbb4');
INSERT INTO "audit" VALUES(32,'2014-09-23T12:00:00.200114Z','rev','disclosure','facts of death A3 by hand_off h33759835453cfe8','{"to":"murder team"}','','127.0.0.1','done','8bfa2c45e8ae7727fada5493665445d87087fa8ae8bf710abdaa47434be9bbb4','300e38d2c7f42a4c05e75a29ff6c3f70bc3c28cd718f00188d27cf638a46712b');
INSERT INTO "audit" VALUES(33,'2014-09-23T12:00:00.201161Z','rev','alteration','hand_off h33759835453cfe8 of death A3','','','127.0.0.1','done','300e38d2c7f42a4c05e75a29ff6c3f70bc3c28cd718f00188d27cf638a46712b','8d0206011efd4d3244d141729f1f70c3af3bf7bbc9627e92560325328bd03e6f');
INSERT INTO "audit" VALUES(34,'2014-09-23T12:00:00.202077Z','rev','collection','hand_off h0676a64bebdea97 of death A2','','','127.0.0.1','done','8d0206011efd4d3244d141729f1f70c3af3bf7bbc9627e92560325328bd03e6f','d58e667c919664d49e43ba9a46b9395613e992eff2d061cef87db947def8965a');
INSERT INTO "audit" VALUES(35,'2014-09-23T12:00:00.202149Z','rev','disclosure','facts of death A2 by hand_off h0676a64bebdea97','{"to":"west"}','','127.0.0.1','done','d58e667c919664d49e43ba9a46b9395613e992eff2d061cef87db947def8965a','3c2dfad2ac5130913b7b21e06fdd95d75cbf0f6f3e62faceeb2cc441836d0fde');
INSERT INTO "audit" VALUES(36,'2014-09-23T12:00:00.203495Z','rev','collection','decision ddfedbd6f26b7592 of death A2','{"about":"category"}','','127.0.0.1','done','3c2dfad2ac5130913b7b21e06fdd95d75cbf0f6f3e62faceeb2cc441836d0fde','ed4ec119b69fc2c9ec8fef931fbc91e7136dedb7ee6948342d30ddff30ab0d32');
INSERT INTO "audit" VALUES(37,'2014-09-23T12:00:00.204659Z','ray','collection','decision d8be465768cdee51 of death A2','{"about":"category"}','','127.0.0.1','done','ed4ec119b69fc2c9ec8fef931fbc91e7136dedb7ee6948342d30ddff30ab0d32','4caeeb95b4a367c92c1344ccc474e0fdad38dd713957a37b7c98a1bc63b2c357');
INSERT INTO "audit" VALUES(38,'2014-09-23T12:00:00.205782Z','sue','alteration','decision d8be465768cdee51 of death A2','"signed off"','','127.0.0.1','done','4caeeb95b4a367c92c1344ccc474e0fdad38dd713957a37b7c98a1bc63b2c357','3e70b8a8e20a5ae0db4b9abbd1b0a900ff4498bfd4baa2b5b2cb0d0165074c9d');
INSERT INTO "audit" VALUES(39,'2014-09-23T12:00:00.207026Z','sue','collection','decision d18b0ee525e099c2 of death A3','{"about":"close"}','','127.0.0.1','done','3e70b8a8e20a5ae0db4b9abbd1b0a900ff4498bfd4baa2b5b2cb0d0165074c9d','ce36b754cafe5f4808cfb7826b86fcbafb75924c4556179ea5f6c8464cf3d172');
INSERT INTO "audit" VALUES(40,'2014-09-23T12:00:00.208755Z','rev','collection','decision ddc8591a3f7b83fa of series e03b37c142','{"about":"link"}','','127.0.0.1','done','ce36b754cafe5f4808cfb7826b86fcbafb75924c4556179ea5f6c8464cf3d172','2aac258d81975a45048adcf9a7f13aefb5db08262db8b08c1bad3819c30bce2a');
INSERT INTO "audit" VALUES(41,'2014-09-23T12:00:00.210154Z','rev','collection','document fd03118391cb1e76','{"sha256":"20ca64991ece2c9781eec22a040ac8b0cc23c2e7eb4589aabc8fdc94b1ed20b3"}','','127.0.0.1','done','2aac258d81975a45048adcf9a7f13aefb5db08262db8b08c1bad3819c30bce2a','19c413ae4fa19f84d3df470ba28079901e78b5ff6331813d11f821c2cbd9afa5');
INSERT INTO "audit" VALUES(42,'2014-09-23T12:00:00.211197Z','rev','consultation','document fd03118391cb1e76','','','127.0.0.1','done','19c413ae4fa19f84d3df470ba28079901e78b5ff6331813d11f821c2cbd9afa5','4bbbc1c221c07b31117052d3ccb9276d0a19544aee97dc4eebcca973ba1eb2cb');
INSERT INTO "audit" VALUES(43,'2014-09-23T12:00:00.212182Z','rev','alteration','document fd03118391cb1e76 beside death A2','','','127.0.0.1','done','4bbbc1c221c07b31117052d3ccb9276d0a19544aee97dc4eebcca973ba1eb2cb','fa3b68938006848953d95caf5c4a38b4686fa58262d0b066976241bd3d8b4f75');
INSERT INTO "audit" VALUES(44,'2014-09-23T12:00:00.213342Z','rev','alteration','offer 1 of document fd03118391cb1e76','','','127.0.0.1','done','fa3b68938006848953d95caf5c4a38b4686fa58262d0b066976241bd3d8b4f75','7bb8cfc1fc29edd61be5aa9db5e6d9a3c31311a700450b55ccced5d34c768277');
INSERT INTO "audit" VALUES(45,'2014-09-23T12:00:00.214299Z','rev','collection','document fcb7064d5831785e','{"sha256":"19db1a70e39589c85431e31eb4ec422b5e4dbf870ee9a0ce6d89c77fff7a50c1"}','','127.0.0.1','done','7bb8cfc1fc29edd61be5aa9db5e6d9a3c31311a700450b55ccced5d34c768277','09646a30a8389f5c132d984dec6d38bc58d02c6f9be1287b89116eab5a3f2560');
INSERT INTO "audit" VALUES(46,'2014-09-23T12:00:00.214786Z','ada','alteration','death A1','{"restricted_to":["sue"]}','asked for','127.0.0.1','done','09646a30a8389f5c132d984dec6d38bc58d02c6f9be1287b89116eab5a3f2560','dd5a886dea1f1021d60464842db4e2dc273c85ce31f379ec08ba699afd375a7c');
INSERT INTO "audit" VALUES(47,'2014-09-23T12:00:00.215421Z','sue','administration','reason to look at death A1','','review','127.0.0.1','done','dd5a886dea1f1021d60464842db4e2dc273c85ce31f379ec08ba699afd375a7c','c74cfcc2ee4f5a30dbc1ad70e48faea96fba5995c1c4b91e57e89b216dd8c802');
INSERT INTO "audit" VALUES(48,'2014-09-23T12:00:00.216027Z','rita','administration','save a search','{"words":"churchyard"}','','127.0.0.1','done','c74cfcc2ee4f5a30dbc1ad70e48faea96fba5995c1c4b91e57e89b216dd8c802','69c21d715a7e8c7aa25ff0d97ea1838e1cfaf46fbda3e2fb9f4fa38ef4188261');
INSERT INTO "audit" VALUES(49,'2014-09-23T12:00:00.217898Z','rev','collection','import day.csv','{"rejected":0,"rows":1,"sha256":"eddb3698fd7e77118c7f2443274c14d6c9043beb42328e57cbba72fef0488983"}','','127.0.0.1','done','69c21d715a7e8c7aa25ff0d97ea1838e1cfaf46fbda3e2fb9f4fa38ef4188261','c7b104eb94c3fd2af6acba7aff8fa000c08dafca9c9c12692e0829a9f0085f55');
INSERT INTO "audit" VALUES(50,'2014-09-23T12:00:00.219107Z','root','erasure','death B1','','entered by mistake','command line','done','c7b104eb94c3fd2af6acba7aff8fa000c08dafca9c9c12692e0829a9f0085f55','da7cb62174668fb0d058676a5aaf701d349b72fdfd2fbf36bfbe7c53ba7e984d');
INSERT INTO "audit" VALUES(51,'2014-09-23T12:00:00.220889Z','root','administration','audit checkpoint','','','command line','done','da7cb62174668fb0d058676a5aaf701d349b72fdfd2fbf36bfbe7c53ba7e984d','726d37a18c481b6cba68fef6b3b488a4a6d0bec8f673a520910b2baeea7bda7c');
CREATE TABLE checkpoints (
    number BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    key TEXT NOT NULL
);
INSERT INTO "checkpoints" VALUES(51,'2014-09-23T12:00:00.221062Z','726d37a18c481b6cba68fef6b3b488a4a6d0bec8f673a520910b2baeea7bda7c','d342615e17179c974eb834abc6c5023264dc4f5fa6fe7124cc1f7782be953c75d511814f62f25fe210286405d1f6a85cb04d2bdbec7309596780a688a49dac01','12cc9a178b2cf27e8bf43911dfd577cac4719c1d69091c93a743002acd23d618');
CREATE TABLE deaths (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    import BIGINT NOT NULL,
    added_on TEXT NOT NULL
);
INSERT INTO "deaths" VALUES('D0',1,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D1',2,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D2',3,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D3',4,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D4',5,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D5',6,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D6',7,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D7',8,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D8',9,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D9',10,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D10',11,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D11',12,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D12',13,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D13',14,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D14',15,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D15',16,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D16',17,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D17',18,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D18',19,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D19',20,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D20',21,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D21',22,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D22',23,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D23',24,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D24',25,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D25',26,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D26',27,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D27',28,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D28',29,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D29',30,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D30',31,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D31',32,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D32',33,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D33',34,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D34',35,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D35',36,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D36',37,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D37',38,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D38',39,1,'2014-09-20');
INSERT INTO "deaths" VALUES('D39',40,1,'2014-09-20');
INSERT INTO "deaths" VALUES('A1',41,1,'2014-09-20');
INSERT INTO "deaths" VALUES('A2',42,1,'2014-09-20');
INSERT INTO "deaths" VALUES('A3',43,1,'2014-09-20');
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    dated TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at TEXT NOT NULL
);
INSERT INTO "documents" VALUES('fd03118391cb1e76','report.txt','','The man found in the churchyard was 27 years old.','20ca64991ece2c9781eec22a040ac8b0cc23c2e7eb4589aabc8fdc94b1ed20b3','rev','2014-09-23T12:00:00.210353Z');
INSERT INTO "documents" VALUES('fcb7064d5831785e','letter.txt','2014-09-21','Nothing of note.','19db1a70e39589c85431e31eb4ec422b5e4dbf870ee9a0ce6d89c77fff7a50c1','rev','2014-09-23T12:00:00.214383Z');
CREATE TABLE found (
    hash TEXT PRIMARY KEY,
    series TEXT NOT NULL,
    told TEXT NOT NULL
);
INSERT INTO "found" VALUES('f13fab68adb42d4292e5a9ec0776df7aff86bf5403fece0d87794405564a9617','e03b37c142','{"rank":1,"id":"e03b37c142","e_value":{"value":0.010101010101010102,"low":0.0014228123325358082,"high":0.07171037439552155,"from_tail":false},"weight":4.006118235696552,"evidence":[{"evidence":"place","weight":2.230112197531429,"sentence":"0 m apart; 1 of 42 unexplained deaths with a place on record are as near"},{"evidence":"time","weight":0.37403693802559135,"sentence":"23 days apart; 2 of 42 unexplained deaths fall in that time"},{"evidence":"kind","weight":0.0,"sentence":"kind of death not on record for both"},{"evidence":"age","weight":0.42211023638944856,"sentence":"ages 22 and 21: 1 year apart; 5 of 42 unexplained deaths are as close in age"},{"evidence":"sex","weight":0.002385300999806312,"sentence":"sex: both male; 42 of 42 unexplained deaths"},{"evidence":"manner","weight":0.0,"sentence":"manner not on record for both"},{"evidence":"category","weight":0.16272729264408065,"sentence":"category: both unexplained; 2 of 2 unexplained deaths"},{"evidence":"place_kind","weight":0.0,"sentence":"kind of place not on record for both"},{"evidence":"findings","weight":0.0,"sentence":"cause texts not on record for both"},{"evidence":"scene","weight":-0.05448544962478014,"sentence":"both: propped sitting (2 of 2 unexplained deaths with circumstances on record) (counted together with narrative)"},{"evidence":"contacts","weight":0.8692317197309762,"sentence":"contacts in both: name orla quenby (2 of 42 deaths with contacts), telephone …700900777 (2 of 42 deaths with contacts)"}],"members":[{"id":"A2","line":43,"day":"2014-08-28","lat":51.54,"lon":0.077,"place":null,"place_kind":null,"age":"22","sex":"male","kind":"unexplained","manner":null,"category":"unexplained","cause":"unascertained","substances":null,"circumstances":["propped sitting","found outdoors"],"incident":[],"weight":4.006118235696552},{"id":"A3","line":44,"day":"2014-09-20","lat":51.54,"lon":0.077,"place":null,"place_kind":null,"age":"21","sex":"male","kind":"unexplained","manner":null,"category":"unexplained","cause":null,"substances":null,"circumstances":["propped sitting"],"incident":[],"weight":4.006118235696552}],"lat":51.54,"lon":0.077,"extent_m":0.0,"from":"2014-08-28","to":"2014-09-20","links":[{"a":"A2","b":"A3","weight":4.006118235696552,"evidence":[{"evidence":"place","weight":2.230112197531429,"sentence":"0 m apart; 1 of 42 unexplained deaths with a place on record are as near"},{"evidence":"time","weight":0.37403693802559135,"sentence":"23 days apart; 2 of 42 unexplained deaths fall in that time"},{"evidence":"kind","weight":0.0,"sentence":"kind of death not on record for both"},{"evidence":"age","weight":0.42211023638944856,"sentence":"ages 22 and 21: 1 year apart; 5 of 42 unexplained deaths are as close in age"},{"evidence":"sex","weight":0.002385300999806312,"sentence":"sex: both male; 42 of 42 unexplained deaths"},{"evidence":"manner","weight":0.0,"sentence":"manner not on record for both"},{"evidence":"category","weight":0.16272729264408065,"sentence":"category: both unexplained; 2 of 2 unexplained deaths"},{"evidence":"place_kind","weight":0.0,"sentence":"kind of place not on record for both"},{"evidence":"substances","weight":0.0,"sentence":"toxicology not on record for both"},{"evidence":"cause","weight":0.0,"sentence":"cause texts not on record for both"},{"evidence":"circumstances","weight":0.0,"sentence":"both: propped sitting (2 of 2 unexplained deaths with circumstances on record) (counted together with narrative)"},{"evidence":"narrative","weight":-0.05448544962478014,"sentence":"narratives share “churchyard”, “found”, “propped”: as alike as 1 in 2 unrelated pairs of deaths"},{"evidence":"contacts","weight":0.8692317197309762,"sentence":"contacts in both: name orla quenby (2 of 42 deaths with contacts), telephone …700900777 (2 of 42 deaths with contacts)"}]}],"weakest":"A2","breaks":["if place said nothing, no series would be left","if time said nothing, no series would be left","if age said nothing, no series would be left","if contacts said nothing, no series would be left"],"explanations":[{"name":"same institution","sentence":"none of them died at a place where many die","supported":false},{"name":"a place where many die","sentence":"2 of all 42 unexplained deaths on record lie within 2 km of the centre","supported":false},{"name":"one incident or one supply","sentence":"spread over 23 days: one event does not explain them","supported":false},{"name":"a general surge here at the time","sentence":"no surge holds a member, among the others: 34 unexplained deaths within 25 km from 2013-09-01 to 2014-09-20","supported":false}],"visibility":{"visible":"2014-09-18","members_then":["A2","A3"],"deaths_after":["A3"],"curve":[["2014-09-18",0.010101010101010102],["2014-09-20",0.010101010101010102]]},"background":[["2013-09-01",0],["2013-10-01",0],["2013-11-01",0],["2013-12-01",0],["2014-01-01",0],["2014-02-01",0],["2014-03-01",0],["2014-04-01",0],["2014-05-01",0],["2014-06-01",0],["2014-07-01",0],["2014-08-01",1],["2014-09-01",1]],"nearby":[[51.5377,0.0767]],"surges":[]}');
CREATE TABLE imports (
    number BIGINT PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    by_user TEXT NOT NULL,
    rows_read BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    rejected BIGINT NOT NULL
);
INSERT INTO "imports" VALUES(1,'day.csv','1284f478e0df5c2021880065a7892a6289cf80f4335b5cb9c599344351565f2b','2014-09-20T12:00:01.098402Z','rev',43,43,0,0,0);
INSERT INTO "imports" VALUES(2,'day.csv','8387edbcfbd4f23597697d69b65090a12a1d6abcf43a998b3f6d89c696674230','2014-09-20T12:00:01.103566Z','rev',3,0,3,0,0);
INSERT INTO "imports" VALUES(3,'day.csv','b304d036d6ac521ebc523642892f94380399abbfa01c5ec60d285b643094f873','2014-09-22T12:00:00.173367Z','rev',1,0,1,0,0);
INSERT INTO "imports" VALUES(4,'day.csv','eddb3698fd7e77118c7f2443274c14d6c9043beb42328e57cbba72fef0488983','2014-09-23T12:00:00.218152Z','rev',1,1,0,0,0);
CREATE TABLE matters (
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT NOT NULL,
    state TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id, version)
);
INSERT INTO "matters" VALUES('l7cfc82610fcd1a0',1,'lead','death A2','{"kind":"lead","question":"Has the finder been traced?","outcome":"","template":""}','ray','2014-09-25','open','rev','2014-09-22T12:00:00.187606Z');
INSERT INTO "matters" VALUES('l7cfc82610fcd1a0',2,'lead','death A2','{"kind":"lead","question":"Has the finder been traced?","outcome":"Traced; their account was checked.","template":""}','ray','2014-09-25','done','ray','2014-09-23T12:00:00.188257Z');
INSERT INTO "matters" VALUES('l1fe7bef0c2d5cf7',1,'lead','death A3','{"kind":"lead","question":"Has the finder been traced?","outcome":"","template":""}','rev','2014-09-30','open','rev','2014-09-23T12:00:00.188858Z');
INSERT INTO "matters" VALUES('le9815bb2bacfc4d',1,'lead','death A3','{"kind":"lead","question":"Has the person who found the body been traced and their account checked?","outcome":"","template":"unexpected deaths, version 1"}','rev','2014-09-25','open','rev','2014-09-23T12:00:00.189777Z');
INSERT INTO "matters" VALUES('lc4f7f6271d6e00c',1,'lead','death A3','{"kind":"lead","question":"Has the caller been identified, and the call record kept?","outcome":"","template":"unexpected deaths, version 1"}','rev','2014-09-25','open','rev','2014-09-23T12:00:00.190790Z');
INSERT INTO "matters" VALUES('l2ef74c310e80fdc',1,'lead','death A3','{"kind":"lead","question":"Where was the deceased in the last 48 hours, and who was last with them?","outcome":"","template":"unexpected deaths, version 1"}','rev','2014-09-26','open','rev','2014-09-23T12:00:00.191416Z');
INSERT INTO "matters" VALUES('lc4d94ba936d3809',1,'lead','death A3','{"kind":"lead","question":"Has the telephone been found? If not, where was it last?","outcome":"","template":"unexpected deaths, version 1"}','rev','2014-09-26','open','rev','2014-09-23T12:00:00.192185Z');
INSERT INTO "matters" VALUES('l1bf1b61ceac6571',1,'lead','death A3','{"kind":"lead","question":"Have telephone and computers been examined?","outcome":"","template":"unexpected deaths, version 1"}','rev','2014-10-07','open','rev','2014-09-23T12:00:00.192688Z');
INSERT INTO "matters" VALUES('l16849f3bab78478',1,'lead','death A3','{"kind":"lead","question":"What is the history of the address and of the place?","outcome":"","template":"unexpected deaths, version 1"}','rev','2014-09-30','open','rev','2014-09-23T12:00:00.193473Z');
INSERT INTO "matters" VALUES('l647cbc8978b6ef4',1,'lead','death A3','{"kind":"lead","question":"Have police intelligence systems been searched for deceased, finder, caller and last contact?","outcome":"","template":"unexpected deaths, version 1"}','rev','2014-09-26','open','rev','2014-09-23T12:00:00.193993Z');
INSERT INTO "matters" VALUES('le792d10c8a3c6d3',1,'lead','death A3','{"kind":"lead","question":"If there is a note: has a handwriting examiner been asked, and have fingerprints and DNA been sought?","outcome":"","template":"unexpected deaths, version 1"}','rev','2014-09-30','open','rev','2014-09-23T12:00:00.194797Z');
INSERT INTO "matters" VALUES('ld1f61b25d98478d',1,'lead','death A3','{"kind":"lead","question":"Has full toxicology been asked for, with what is not in the usual panel?","outcome":"","template":"unexpected deaths, version 1"}','rev','2014-09-30','open','rev','2014-09-23T12:00:00.195302Z');
INSERT INTO "matters" VALUES('cafaf333566a081f',1,'concern','death A3','{"kind":"concern","from":"sister","said":"He never wrote that note.","received":"2014-09-21","answer":""}','rev','2014-10-07','open','rev','2014-09-23T12:00:00.195806Z');
INSERT INTO "matters" VALUES('cafaf333566a081f',2,'concern','death A3','{"kind":"concern","from":"sister","said":"He never wrote that note.","received":"2014-09-21","answer":"A handwriting examiner was asked."}','rev','2014-10-07','done','rev','2014-09-23T12:00:00.196375Z');
INSERT INTO "matters" VALUES('efb97eed49a2569d',1,'exhibit','death A3','{"kind":"exhibit","what":"note","place":"station","custody":"PC 1","examination":"none","result":"","moved":""}','','','done','rev','2014-09-23T12:00:00.197134Z');
INSERT INTO "matters" VALUES('efb97eed49a2569d',2,'exhibit','death A3','{"kind":"exhibit","what":"note","place":"laboratory","custody":"Dr Weir","examination":"asked for","result":"","moved":"for examination"}','rev','2014-09-30','open','rev','2014-09-23T12:00:00.197969Z');
INSERT INTO "matters" VALUES('efb97eed49a2569d',3,'exhibit','death A3','{"kind":"exhibit","what":"note","place":"laboratory","custody":"Dr Weir","examination":"refused","result":"no sample of his hand","moved":"for examination"}','rev','2014-09-30','done','rev','2014-09-23T12:00:00.199042Z');
INSERT INTO "matters" VALUES('h33759835453cfe8',1,'hand_off','death A3','{"kind":"hand_off","from":"east","to":"murder team","answer":"asked","reason":"three deaths in one place","answer_reason":"","disclosed":"ages and places of A1 to A3"}','murder team','2014-09-30','open','rev','2014-09-23T12:00:00.200276Z');
INSERT INTO "matters" VALUES('h33759835453cfe8',2,'hand_off','death A3','{"kind":"hand_off","from":"east","to":"murder team","answer":"refused","reason":"three deaths in one place","answer_reason":"not suspicious","disclosed":"ages and places of A1 to A3"}','murder team','2014-09-30','done','rev','2014-09-23T12:00:00.201479Z');
INSERT INTO "matters" VALUES('h0676a64bebdea97',1,'hand_off','death A2','{"kind":"hand_off","from":"east","to":"west","answer":"asked","reason":"three deaths in one place","answer_reason":"","disclosed":"ages and places of A1 to A3"}','west','2014-10-01','open','rev','2014-09-23T12:00:00.202188Z');
INSERT INTO "matters" VALUES('ddfedbd6f26b7592',1,'decision','death A2','{"kind":"decision","about":"category","value":"unexplained","reason":"as the report says","explanations":null,"policy":"unexpected deaths, version 1","on_record":234,"record_hash":"6df7f5902aaa4a96734bffc7b75ba7958bfeec9a7eab9739be60f14502d18e8a","found":null,"supersedes":null,"over_open":[],"decider":"rev","decided_at":"2014-09-23T12:00:00.203693Z","signed_off":null}','','2014-09-25','open','rev','2014-09-23T12:00:00.203891Z');
INSERT INTO "matters" VALUES('d8be465768cdee51',1,'decision','death A2','{"kind":"decision","about":"category","value":"unexpected, under investigation","reason":"as the report says","explanations":null,"policy":"unexpected deaths, version 1","on_record":234,"record_hash":"6df7f5902aaa4a96734bffc7b75ba7958bfeec9a7eab9739be60f14502d18e8a","found":null,"supersedes":"ddfedbd6f26b7592","over_open":[],"decider":"ray","decided_at":"2014-09-23T12:00:00.204737Z","signed_off":null}','','2014-09-25','open','ray','2014-09-23T12:00:00.204889Z');
INSERT INTO "matters" VALUES('d8be465768cdee51',2,'decision','death A2','{"kind":"decision","about":"category","value":"unexpected, under investigation","reason":"as the report says","explanations":null,"policy":"unexpected deaths, version 1","on_record":234,"record_hash":"6df7f5902aaa4a96734bffc7b75ba7958bfeec9a7eab9739be60f14502d18e8a","found":null,"supersedes":"ddfedbd6f26b7592","over_open":[],"decider":"ray","decided_at":"2014-09-23T12:00:00.204737Z","signed_off":{"by":"sue","at":"2014-09-23T12:00:00.206011Z","remark":"agreed"}}','','2014-09-25','done','sue','2014-09-23T12:00:00.206073Z');
INSERT INTO "matters" VALUES('d18b0ee525e099c2',1,'decision','death A3','{"kind":"decision","about":"close","value":"closed","reason":"as the report says","explanations":null,"policy":"unexpected deaths, version 1","on_record":234,"record_hash":"4ba1e66a35fa317261f7b5c3a3a2c955a5995921b87abfdf4cbb0742d6bf6d80","found":null,"supersedes":null,"over_open":["Has the finder been traced?","Has the person who found the body been traced and their account checked?","Has the caller been identified, and the call record kept?","Where was the deceased in the last 48 hours, and who was last with them?","Has the telephone been found? If not, where was it last?","Have telephone and computers been examined?","What is the history of the address and of the place?","Have police intelligence systems been searched for deceased, finder, caller and last contact?","If there is a note: has a handwriting examiner been asked, and have fingerprints and DNA been sought?","Has full toxicology been asked for, with what is not in the usual panel?"],"decider":"sue","decided_at":"2014-09-23T12:00:00.207444Z","signed_off":null}','','2014-09-25','open','sue','2014-09-23T12:00:00.207619Z');
INSERT INTO "matters" VALUES('ddc8591a3f7b83fa',1,'decision','series e03b37c142','{"kind":"decision","about":"link","value":"rejected","reason":"as the report says","explanations":{"supply":"none known","institution":"none","place":"a churchyard","coincidence":"unlikely"},"policy":"unexpected deaths, version 1","on_record":234,"record_hash":"44c61fa3255ced7bb87ee208c96fc79594d380406443efcb1a764b6e7ef7fade","found":{"hash":"f13fab68adb42d4292e5a9ec0776df7aff86bf5403fece0d87794405564a9617","e_value":0.010101010101010102,"weight":4.006118235696552},"supersedes":null,"over_open":[],"decider":"rev","decided_at":"2014-09-23T12:00:00.209018Z","signed_off":null}','','2014-09-25','open','rev','2014-09-23T12:00:00.209211Z');
INSERT INTO "matters" VALUES('da431286adb93bb0',1,'decision','death A2','{"kind":"decision","about":"document","value":"report.txt speaks of this death","reason":"names the place","explanations":null,"policy":"documents are held against their source, value by value","on_record":234,"record_hash":"6df7f5902aaa4a96734bffc7b75ba7958bfeec9a7eab9739be60f14502d18e8a","found":null,"supersedes":null,"over_open":[],"decider":"rev","decided_at":"2014-09-23T12:00:00.212380Z","signed_off":null}','','2014-09-25','open','rev','2014-09-23T12:00:00.212546Z');
INSERT INTO "matters" VALUES('d83c90c06f917cb3',1,'decision','death A2','{"kind":"decision","about":"document","value":"accepted from report.txt: age 27","reason":"the passport says so","explanations":null,"policy":"documents are held against their source, value by value","on_record":234,"record_hash":"6df7f5902aaa4a96734bffc7b75ba7958bfeec9a7eab9739be60f14502d18e8a","found":null,"supersedes":null,"over_open":[],"decider":"rev","decided_at":"2014-09-23T12:00:00.213496Z","signed_off":null}','','2014-09-25','open','rev','2014-09-23T12:00:00.213537Z');
CREATE TABLE offers (
    number BIGINT PRIMARY KEY,
    document TEXT NOT NULL,
    death TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    begins BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    state TEXT NOT NULL,
    decision TEXT NOT NULL
);
INSERT INTO "offers" VALUES(1,'fd03118391cb1e76','A2','age','27',36,48,'accepted','d83c90c06f917cb3');
CREATE TABLE reasons (
    user_name TEXT NOT NULL,
    death TEXT NOT NULL,
    why TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (user_name, death)
);
INSERT INTO "reasons" VALUES('sue','A1','review','2014-09-23T12:00:00.215536Z');
CREATE TABLE restrictions (
    death TEXT NOT NULL,
    user_name TEXT NOT NULL,
    PRIMARY KEY (death, user_name)
);
INSERT INTO "restrictions" VALUES('A1','sue');
CREATE TABLE schema_version (version BIGINT NOT NULL);
INSERT INTO "schema_version" VALUES(1);
INSERT INTO "schema_version" VALUES(2);
INSERT INTO "schema_version" VALUES(3);
INSERT INTO "schema_version" VALUES(4);
INSERT INTO "schema_version" VALUES(5);
INSERT INTO "schema_version" VALUES(6);
CREATE TABLE searches (
    user_name TEXT NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (user_name, name)
);
INSERT INTO "searches" VALUES('rita','churchyards','churchyard','2014-09-23T12:00:00.216104Z');
CREATE TABLE series (
    id TEXT PRIMARY KEY,
    members TEXT NOT NULL,
    deaths TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    current BIGINT NOT NULL,
    e_value DOUBLE PRECISION NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    told TEXT NOT NULL
);
INSERT INTO "series" VALUES('e03b37c142','["A2","A3"]','["A2","A3"]','2014-09-22','2014-09-22',1,1.01010101010101018687e-02,4.00611823569655189913e+00,'{"rank":1,"id":"e03b37c142","e_value":{"value":0.010101010101010102,"low":0.0014228123325358082,"high":0.07171037439552155,"from_tail":false},"weight":4.006118235696552,"evidence":[{"evidence":"place","weight":2.230112197531429,"sentence":"0 m apart; 1 of 42 unexplained deaths with a place on record are as near"},{"evidence":"time","weight":0.37403693802559135,"sentence":"23 days apart; 2 of 42 unexplained deaths fall in that time"},{"evidence":"kind","weight":0.0,"sentence":"kind of death not on record for both"},{"evidence":"age","weight":0.42211023638944856,"sentence":"ages 22 and 21: 1 year apart; 5 of 42 unexplained deaths are as close in age"},{"evidence":"sex","weight":0.002385300999806312,"sentence":"sex: both male; 42 of 42 unexplained deaths"},{"evidence":"manner","weight":0.0,"sentence":"manner not on record for both"},{"evidence":"category","weight":0.16272729264408065,"sentence":"category: both unexplained; 2 of 2 unexplained deaths"},{"evidence":"place_kind","weight":0.0,"sentence":"kind of place not on record for both"},{"evidence":"findings","weight":0.0,"sentence":"cause texts not on record for both"},{"evidence":"scene","weight":-0.05448544962478014,"sentence":"both: propped sitting (2 of 2 unexplained deaths with circumstances on record) (counted together with narrative)"},{"evidence":"contacts","weight":0.8692317197309762,"sentence":"contacts in both: name orla quenby (2 of 42 deaths with contacts), telephone …700900777 (2 of 42 deaths with contacts)"}],"members":[{"id":"A2","line":43,"day":"2014-08-28","lat":51.54,"lon":0.077,"place":null,"place_kind":null,"age":"22","sex":"male","kind":"unexplained","manner":null,"category":"unexplained","cause":"unascertained","substances":null,"circumstances":["propped sitting","found outdoors"],"incident":[],"weight":4.006118235696552},{"id":"A3","line":44,"day":"2014-09-20","lat":51.54,"lon":0.077,"place":null,"place_kind":null,"age":"21","sex":"male","kind":"unexplained","manner":null,"category":"unexplained","cause":null,"substances":null,"circumstances":["propped sitting"],"incident":[],"weight":4.006118235696552}],"lat":51.54,"lon":0.077,"extent_m":0.0,"from":"2014-08-28","to":"2014-09-20","links":[{"a":"A2","b":"A3","weight":4.006118235696552,"evidence":[{"evidence":"place","weight":2.230112197531429,"sentence":"0 m apart; 1 of 42 unexplained deaths with a place on record are as near"},{"evidence":"time","weight":0.37403693802559135,"sentence":"23 days apart; 2 of 42 unexplained deaths fall in that time"},{"evidence":"kind","weight":0.0,"sentence":"kind of death not on record for both"},{"evidence":"age","weight":0.42211023638944856,"sentence":"ages 22 and 21: 1 year apart; 5 of 42 unexplained deaths are as close in age"},{"evidence":"sex","weight":0.002385300999806312,"sentence":"sex: both male; 42 of 42 unexplained deaths"},{"evidence":"manner","weight":0.0,"sentence":"manner not on record for both"},{"evidence":"category","weight":0.16272729264408065,"sentence":"category: both unexplained; 2 of 2 unexplained deaths"},{"evidence":"place_kind","weight":0.0,"sentence":"kind of place not on record for both"},{"evidence":"substances","weight":0.0,"sentence":"toxicology not on record for both"},{"evidence":"cause","weight":0.0,"sentence":"cause texts not on record for both"},{"evidence":"circumstances","weight":0.0,"sentence":"both: propped sitting (2 of 2 unexplained deaths with circumstances on record) (counted together with narrative)"},{"evidence":"narrative","weight":-0.05448544962478014,"sentence":"narratives share “churchyard”, “found”, “propped”: as alike as 1 in 2 unrelated pairs of deaths"},{"evidence":"contacts","weight":0.8692317197309762,"sentence":"contacts in both: name orla quenby (2 of 42 deaths with contacts), telephone …700900777 (2 of 42 deaths with contacts)"}]}],"weakest":"A2","breaks":["if place said nothing, no series would be left","if time said nothing, no series would be left","if age said nothing, no series would be left","if contacts said nothing, no series would be left"],"explanations":[{"name":"same institution","sentence":"none of them died at a place where many die","supported":false},{"name":"a place where many die","sentence":"2 of all 42 unexplained deaths on record lie within 2 km of the centre","supported":false},{"name":"one incident or one supply","sentence":"spread over 23 days: one event does not explain them","supported":false},{"name":"a general surge here at the time","sentence":"no surge holds a member, among the others: 34 unexplained deaths within 25 km from 2013-09-01 to 2014-09-20","supported":false}],"visibility":{"visible":"2014-09-18","members_then":["A2","A3"],"deaths_after":["A3"],"curve":[["2014-09-18",0.010101010101010102],["2014-09-20",0.010101010101010102]]},"background":[["2013-09-01",0],["2013-10-01",0],["2013-11-01",0],["2013-12-01",0],["2014-01-01",0],["2014-02-01",0],["2014-03-01",0],["2014-04-01",0],["2014-05-01",0],["2014-06-01",0],["2014-07-01",0],["2014-08-01",1],["2014-09-01",1]],"nearby":[[51.5377,0.0767]],"surges":[]}');
CREATE TABLE series_days (
    series TEXT NOT NULL,
    day TEXT NOT NULL,
    e_value DOUBLE PRECISION NOT NULL, level DOUBLE PRECISION NOT NULL DEFAULT 0,
    PRIMARY KEY (series, day)
);
INSERT INTO "series_days" VALUES('e03b37c142','2014-09-18',1.01010101010101018687e-02,1.12943495400788433474e+04);
INSERT INTO "series_days" VALUES('e03b37c142','2014-09-20',1.01010101010101018687e-02,1.12943495400788433474e+04);
INSERT INTO "series_days" VALUES('e03b37c142','2014-09-22',1.01010101010101018687e-02,1.12943495400788433474e+04);
CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    user_name TEXT NOT NULL,
    csrf TEXT NOT NULL,
    began_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
, by_provider BIGINT NOT NULL DEFAULT 0);
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO "settings" VALUES('exercise','yes');
INSERT INTO "settings" VALUES('audit head','51 726d37a18c481b6cba68fef6b3b488a4a6d0bec8f673a520910b2baeea7bda7c');
INSERT INTO "settings" VALUES('alert budget a month','900');
INSERT INTO "settings" VALUES('null registers','{"rules":2,"deaths":43,"model":"2b947ef77fd09ead73adae54a4755cb31890d4c9d9ef4bc1c4ade5b6fff544ea","null":{"draws":99,"by_size":[{"draws":99.0,"values":[],"tail":null},{"draws":99.0,"values":[],"tail":null},{"draws":99.0,"values":[],"tail":null},{"draws":99.0,"values":[],"tail":null},{"draws":99.0,"values":[],"tail":null},{"draws":99.0,"values":[],"tail":null},{"draws":99.0,"values":[],"tail":null}],"strengths":{"draws":99.0,"values":[],"tail":null}}}');
INSERT INTO "settings" VALUES('first look after import','3');
INSERT INTO "settings" VALUES('linked through','234 0');
INSERT INTO "settings" VALUES('erasures','1');
CREATE TABLE statements (
    number BIGINT PRIMARY KEY,
    death TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    known_from TEXT NOT NULL,
    source TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at TEXT NOT NULL,
    import BIGINT NOT NULL
);
INSERT INTO "statements" VALUES(1,'D0','died','2013-09-01','2013-09-01','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(2,'D0','point','51.4, 0','2013-09-01','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(3,'D0','age','20','2013-09-01','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(4,'D0','contacts','role=finder,telephone=+447700900000','2013-09-01','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(5,'D0','sex','male','2013-09-01','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(6,'D1','died','2013-09-10','2013-09-10','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(7,'D1','point','51.413, 0.011','2013-09-10','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(8,'D1','age','21','2013-09-10','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(9,'D1','contacts','role=finder,telephone=+447700900001','2013-09-10','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(10,'D1','sex','male','2013-09-10','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(11,'D2','died','2013-09-19','2013-09-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(12,'D2','point','51.426, 0.022','2013-09-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(13,'D2','age','22','2013-09-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(14,'D2','contacts','role=finder,telephone=+447700900002','2013-09-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(15,'D2','sex','male','2013-09-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(16,'D3','died','2013-09-28','2013-09-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(17,'D3','point','51.439, 0.033','2013-09-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(18,'D3','age','23','2013-09-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(19,'D3','contacts','role=finder,telephone=+447700900003','2013-09-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(20,'D3','sex','male','2013-09-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(21,'D4','died','2013-10-07','2013-10-07','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(22,'D4','point','51.452, 0.044','2013-10-07','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(23,'D4','age','24','2013-10-07','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(24,'D4','contacts','role=finder,telephone=+447700900004','2013-10-07','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(25,'D4','sex','male','2013-10-07','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(26,'D5','died','2013-10-16','2013-10-16','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(27,'D5','point','51.465, 0.055','2013-10-16','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(28,'D5','age','25','2013-10-16','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(29,'D5','contacts','role=finder,telephone=+447700900005','2013-10-16','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(30,'D5','sex','male','2013-10-16','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(31,'D6','died','2013-10-25','2013-10-25','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(32,'D6','point','51.478, 0.066','2013-10-25','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(33,'D6','age','26','2013-10-25','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(34,'D6','contacts','role=finder,telephone=+447700900006','2013-10-25','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(35,'D6','sex','male','2013-10-25','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(36,'D7','died','2013-11-03','2013-11-03','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(37,'D7','point','51.491, 0.077','2013-11-03','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(38,'D7','age','27','2013-11-03','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(39,'D7','contacts','role=finder,telephone=+447700900007','2013-11-03','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(40,'D7','sex','male','2013-11-03','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(41,'D8','died','2013-11-12','2013-11-12','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(42,'D8','point','51.504, 0.088','2013-11-12','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(43,'D8','age','28','2013-11-12','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(44,'D8','contacts','role=finder,telephone=+447700900008','2013-11-12','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(45,'D8','sex','male','2013-11-12','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(46,'D9','died','2013-11-21','2013-11-21','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(47,'D9','point','51.517, 0.099','2013-11-21','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(48,'D9','age','29','2013-11-21','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(49,'D9','contacts','role=finder,telephone=+447700900009','2013-11-21','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(50,'D9','sex','male','2013-11-21','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(51,'D10','died','2013-11-30','2013-11-30','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(52,'D10','point','51.53, 0.11','2013-11-30','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(53,'D10','age','30','2013-11-30','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(54,'D10','contacts','role=finder,telephone=+447700900010','2013-11-30','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(55,'D10','sex','male','2013-11-30','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(56,'D11','died','2013-12-09','2013-12-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(57,'D11','point','51.543, 0.121','2013-12-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(58,'D11','age','31','2013-12-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(59,'D11','contacts','role=finder,telephone=+447700900011','2013-12-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(60,'D11','sex','male','2013-12-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(61,'D12','died','2013-12-18','2013-12-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(62,'D12','point','51.556, 0.132','2013-12-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(63,'D12','age','32','2013-12-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(64,'D12','contacts','role=finder,telephone=+447700900012','2013-12-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(65,'D12','sex','male','2013-12-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(66,'D13','died','2013-12-27','2013-12-27','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(67,'D13','point','51.569, 0.143','2013-12-27','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(68,'D13','age','33','2013-12-27','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(69,'D13','contacts','role=finder,telephone=+447700900013','2013-12-27','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(70,'D13','sex','male','2013-12-27','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(71,'D14','died','2014-01-05','2014-01-05','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(72,'D14','point','51.582, 0.154','2014-01-05','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(73,'D14','age','34','2014-01-05','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(74,'D14','contacts','role=finder,telephone=+447700900014','2014-01-05','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(75,'D14','sex','male','2014-01-05','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(76,'D15','died','2014-01-14','2014-01-14','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(77,'D15','point','51.595, 0.165','2014-01-14','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(78,'D15','age','35','2014-01-14','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(79,'D15','contacts','role=finder,telephone=+447700900015','2014-01-14','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(80,'D15','sex','male','2014-01-14','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(81,'D16','died','2014-01-23','2014-01-23','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(82,'D16','point','51.608, 0.176','2014-01-23','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(83,'D16','age','36','2014-01-23','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(84,'D16','contacts','role=finder,telephone=+447700900016','2014-01-23','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(85,'D16','sex','male','2014-01-23','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(86,'D17','died','2014-02-01','2014-02-01','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(87,'D17','point','51.4, 0.187','2014-02-01','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(88,'D17','age','37','2014-02-01','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(89,'D17','contacts','role=finder,telephone=+447700900017','2014-02-01','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(90,'D17','sex','male','2014-02-01','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(91,'D18','died','2014-02-10','2014-02-10','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(92,'D18','point','51.413, 0.198','2014-02-10','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(93,'D18','age','38','2014-02-10','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(94,'D18','contacts','role=finder,telephone=+447700900018','2014-02-10','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(95,'D18','sex','male','2014-02-10','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(96,'D19','died','2014-02-19','2014-02-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(97,'D19','point','51.426, 0.209','2014-02-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(98,'D19','age','39','2014-02-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(99,'D19','contacts','role=finder,telephone=+447700900019','2014-02-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(100,'D19','sex','male','2014-02-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(101,'D20','died','2014-02-28','2014-02-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(102,'D20','point','51.439, 0.22','2014-02-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(103,'D20','age','40','2014-02-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(104,'D20','contacts','role=finder,telephone=+447700900020','2014-02-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(105,'D20','sex','male','2014-02-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(106,'D21','died','2014-03-09','2014-03-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(107,'D21','point','51.452, 0.231','2014-03-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(108,'D21','age','41','2014-03-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(109,'D21','contacts','role=finder,telephone=+447700900021','2014-03-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(110,'D21','sex','male','2014-03-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(111,'D22','died','2014-03-18','2014-03-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(112,'D22','point','51.465, 0.242','2014-03-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(113,'D22','age','42','2014-03-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(114,'D22','contacts','role=finder,telephone=+447700900022','2014-03-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(115,'D22','sex','male','2014-03-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(116,'D23','died','2014-03-27','2014-03-27','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(117,'D23','point','51.478, 0.253','2014-03-27','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(118,'D23','age','43','2014-03-27','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(119,'D23','contacts','role=finder,telephone=+447700900023','2014-03-27','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(120,'D23','sex','male','2014-03-27','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(121,'D24','died','2014-04-05','2014-04-05','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(122,'D24','point','51.491, 0.264','2014-04-05','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(123,'D24','age','44','2014-04-05','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(124,'D24','contacts','role=finder,telephone=+447700900024','2014-04-05','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(125,'D24','sex','male','2014-04-05','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(126,'D25','died','2014-04-14','2014-04-14','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(127,'D25','point','51.504, 0.275','2014-04-14','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(128,'D25','age','45','2014-04-14','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(129,'D25','contacts','role=finder,telephone=+447700900025','2014-04-14','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(130,'D25','sex','male','2014-04-14','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(131,'D26','died','2014-04-23','2014-04-23','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(132,'D26','point','51.517, 0.286','2014-04-23','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(133,'D26','age','46','2014-04-23','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(134,'D26','contacts','role=finder,telephone=+447700900026','2014-04-23','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(135,'D26','sex','male','2014-04-23','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(136,'D27','died','2014-05-02','2014-05-02','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(137,'D27','point','51.53, 0.297','2014-05-02','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(138,'D27','age','47','2014-05-02','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(139,'D27','contacts','role=finder,telephone=+447700900027','2014-05-02','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(140,'D27','sex','male','2014-05-02','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(141,'D28','died','2014-05-11','2014-05-11','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(142,'D28','point','51.543, 0.308','2014-05-11','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(143,'D28','age','48','2014-05-11','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(144,'D28','contacts','role=finder,telephone=+447700900028','2014-05-11','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(145,'D28','sex','male','2014-05-11','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(146,'D29','died','2014-05-20','2014-05-20','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(147,'D29','point','51.556, 0.319','2014-05-20','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(148,'D29','age','49','2014-05-20','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(149,'D29','contacts','role=finder,telephone=+447700900029','2014-05-20','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(150,'D29','sex','male','2014-05-20','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(151,'D30','died','2014-05-29','2014-05-29','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(152,'D30','point','51.569, 0.33','2014-05-29','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(153,'D30','age','50','2014-05-29','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(154,'D30','contacts','role=finder,telephone=+447700900030','2014-05-29','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(155,'D30','sex','male','2014-05-29','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(156,'D31','died','2014-06-07','2014-06-07','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(157,'D31','point','51.582, 0.341','2014-06-07','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(158,'D31','age','51','2014-06-07','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(159,'D31','contacts','role=finder,telephone=+447700900031','2014-06-07','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(160,'D31','sex','male','2014-06-07','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(161,'D32','died','2014-06-16','2014-06-16','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(162,'D32','point','51.595, 0.352','2014-06-16','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(163,'D32','age','52','2014-06-16','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(164,'D32','contacts','role=finder,telephone=+447700900032','2014-06-16','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(165,'D32','sex','male','2014-06-16','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(166,'D33','died','2014-06-25','2014-06-25','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(167,'D33','point','51.608, 0.363','2014-06-25','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(168,'D33','age','53','2014-06-25','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(169,'D33','contacts','role=finder,telephone=+447700900033','2014-06-25','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(170,'D33','sex','male','2014-06-25','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(171,'D34','died','2014-07-04','2014-07-04','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(172,'D34','point','51.4, 0.374','2014-07-04','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(173,'D34','age','54','2014-07-04','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(174,'D34','contacts','role=finder,telephone=+447700900034','2014-07-04','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(175,'D34','sex','male','2014-07-04','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(176,'D35','died','2014-07-13','2014-07-13','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(177,'D35','point','51.413, 0.385','2014-07-13','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(178,'D35','age','55','2014-07-13','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(179,'D35','contacts','role=finder,telephone=+447700900035','2014-07-13','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(180,'D35','sex','male','2014-07-13','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(181,'D36','died','2014-07-22','2014-07-22','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(182,'D36','point','51.426, 0.396','2014-07-22','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(183,'D36','age','56','2014-07-22','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(184,'D36','contacts','role=finder,telephone=+447700900036','2014-07-22','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(185,'D36','sex','male','2014-07-22','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(186,'D37','died','2014-07-31','2014-07-31','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(187,'D37','point','51.439, 0.407','2014-07-31','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(188,'D37','age','57','2014-07-31','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(189,'D37','contacts','role=finder,telephone=+447700900037','2014-07-31','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(190,'D37','sex','male','2014-07-31','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(191,'D38','died','2014-08-09','2014-08-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(192,'D38','point','51.452, 0.418','2014-08-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(193,'D38','age','58','2014-08-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(194,'D38','contacts','role=finder,telephone=+447700900038','2014-08-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(195,'D38','sex','male','2014-08-09','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(196,'D39','died','2014-08-18','2014-08-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(197,'D39','point','51.465, 0.429','2014-08-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(198,'D39','age','59','2014-08-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(199,'D39','contacts','role=finder,telephone=+447700900039','2014-08-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(200,'D39','sex','male','2014-08-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(201,'A1','died','2014-06-19','2014-06-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(202,'A1','point','51.5366, 0.0757','2014-06-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(203,'A1','age','23','2014-06-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(204,'A1','sex','male','2014-06-19','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(205,'A2','died','2014-08-28','2014-08-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(206,'A2','point','51.54, 0.077','2014-08-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(207,'A2','age','22','2014-08-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(208,'A2','contacts','role=finder,name=Orla Quenby,telephone=+447700900777','2014-08-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(209,'A2','sex','male','2014-08-28','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(210,'A3','died','2014-09-18','2014-09-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(211,'A3','point','51.54, 0.077','2014-09-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(212,'A3','age','22','2014-09-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(213,'A3','contacts','role=finder,name=Orla Quenby,telephone=+447700900777','2014-09-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(214,'A3','sex','male','2014-09-18','day.csv','rev','2014-09-20T12:00:01.098402Z',1);
INSERT INTO "statements" VALUES(215,'A1','category','unexplained','2014-09-20','day.csv','rev','2014-09-20T12:00:01.103566Z',2);
INSERT INTO "statements" VALUES(216,'A1','cause','unascertained','2014-09-20','day.csv','rev','2014-09-20T12:00:01.103566Z',2);
INSERT INTO "statements" VALUES(217,'A1','narrative','found propped outside a block of flats','2014-09-20','day.csv','rev','2014-09-20T12:00:01.103566Z',2);
INSERT INTO "statements" VALUES(218,'A2','category','unexplained','2014-09-20','day.csv','rev','2014-09-20T12:00:01.103566Z',2);
INSERT INTO "statements" VALUES(219,'A2','cause','unascertained','2014-09-20','day.csv','rev','2014-09-20T12:00:01.103566Z',2);
INSERT INTO "statements" VALUES(220,'A2','narrative','found propped in a churchyard','2014-09-20','day.csv','rev','2014-09-20T12:00:01.103566Z',2);
INSERT INTO "statements" VALUES(221,'A3','died','2014-09-20','2014-09-20','day.csv','rev','2014-09-20T12:00:01.103566Z',2);
INSERT INTO "statements" VALUES(222,'A3','age','21','2014-09-20','day.csv','rev','2014-09-20T12:00:01.103566Z',2);
INSERT INTO "statements" VALUES(223,'A3','category','unexplained','2014-09-20','day.csv','rev','2014-09-20T12:00:01.103566Z',2);
INSERT INTO "statements" VALUES(224,'A3','narrative','found propped in the same churchyard','2014-09-20','day.csv','rev','2014-09-20T12:00:01.103566Z',2);
INSERT INTO "statements" VALUES(225,'A1','died','2014-06-18','2014-09-22','day.csv','rev','2014-09-22T12:00:00.173367Z',3);
INSERT INTO "statements" VALUES(226,'A1','point','51.5377, 0.0767','2014-09-22','day.csv','rev','2014-09-22T12:00:00.173367Z',3);
INSERT INTO "statements" VALUES(227,'A1','age','24','2014-09-22','day.csv','rev','2014-09-22T12:00:00.173367Z',3);
INSERT INTO "statements" VALUES(228,'A1','category','expected','2014-09-22','day.csv','rev','2014-09-22T12:00:00.173367Z',3);
INSERT INTO "statements" VALUES(229,'A1','cause','GHB toxicity','2014-09-22','day.csv','rev','2014-09-22T12:00:00.173367Z',3);
INSERT INTO "statements" VALUES(230,'A1','manner','accident','2014-09-22','day.csv','rev','2014-09-22T12:00:00.173367Z',3);
INSERT INTO "statements" VALUES(231,'A1','sex','other','2014-09-22','day.csv','rev','2014-09-22T12:00:00.173367Z',3);
INSERT INTO "statements" VALUES(232,'A1','substances','GHB','2014-09-22','day.csv','rev','2014-09-22T12:00:00.173367Z',3);
INSERT INTO "statements" VALUES(233,'A1','age','26','2014-09-22','passport','rev','2014-09-22T12:00:00.177494Z',0);
INSERT INTO "statements" VALUES(234,'A1','died','20 Jun 2014','2014-09-22','letter','rev','2014-09-22T12:00:00.180955Z',0);
INSERT INTO "statements" VALUES(235,'A2','age','27','2014-09-23','report.txt, characters 36 to 48 (fd03118391cb1e76)','rev','2014-09-23T12:00:00.213643Z',0);
INSERT INTO "statements" VALUES(236,'','','','2014-09-02','','','2014-09-23T12:00:00.218152Z',4);
INSERT INTO "statements" VALUES(237,'','','','2014-09-02','','','2014-09-23T12:00:00.218152Z',4);
CREATE TABLE users (
    name TEXT PRIMARY KEY,
    full_name TEXT NOT NULL,
    role TEXT NOT NULL,
    team TEXT NOT NULL,
    password TEXT NOT NULL,
    disabled BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    locked_until TEXT NOT NULL,
    created_at TEXT NOT NULL
, must_change BIGINT NOT NULL DEFAULT 0);
INSERT INTO "users" VALUES('rita','rita','reader','east','$argon2id$v=19$m=19456,t=2,p=1$kW6jTw8VZvgyxc8VfYlJAA$x9lG8ggT2k5pL5/slpUHUJLxbTGVx7m3X6JXStpXND4',0,0,'','2014-09-20T12:00:00.985115Z',0);
INSERT INTO "users" VALUES('rev','rev','reviewer','east','$argon2id$v=19$m=19456,t=2,p=1$da4PLp7FMO18+CyPBFoH2w$8vMJUWjMIYkaMXpgLklbIkf09G3a2wjabw+4Cw4pAP4',0,0,'','2014-09-20T12:00:01.013262Z',0);
INSERT INTO "users" VALUES('ray','ray','reviewer','east','$argon2id$v=19$m=19456,t=2,p=1$MxPTlx4F+vFx3mDW/IBCTw$tuejoDN3lY4xXX1DUuEId5PCazi/U07DL31SJpnkrsg',0,0,'','2014-09-20T12:00:01.043312Z',0);
INSERT INTO "users" VALUES('sue','sue','supervisor','east','$argon2id$v=19$m=19456,t=2,p=1$rPFtvs+JbpC+s49eeAX99A$j8FZ9AMCRo//ng8gb4inK7nrJCz2PR8u6wy5QsGPljU',0,0,'','2014-09-20T12:00:01.065058Z',0);
INSERT INTO "users" VALUES('ada','ada','administrator','east','$argon2id$v=19$m=19456,t=2,p=1$zinHvYsZSR9b74Jp11Aacg$IAaYe149bIUDykmvkKY2fniGyPde/xFW3PmX4yQzbrI',0,0,'','2014-09-20T12:00:01.085742Z',0);
CREATE INDEX statements_of_death ON statements (death, number);
CREATE INDEX matters_of_subject ON matters (subject, kind);
CREATE INDEX matters_due ON matters (state, due);
CREATE INDEX attachments_of_death ON attachments (death);
CREATE INDEX offers_of_document ON offers (document, number);
CREATE INDEX documents_by_text ON documents (sha256);
