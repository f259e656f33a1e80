//! What a user of kb can notice, tested from the outside.

mod commands;
mod crawl;
mod links;
mod mistakes;
mod properties;
mod publishing;
mod repository;
mod sites;
mod support;
mod tidy;
