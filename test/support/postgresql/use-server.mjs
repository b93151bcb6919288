process.env.TEST_POSTGRES = process.env.POSTGRES_OF_PROJECT;
