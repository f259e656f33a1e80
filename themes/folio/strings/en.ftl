search-articles = Search
