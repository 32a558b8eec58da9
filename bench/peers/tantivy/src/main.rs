//! tantivy_build -- the corpus as a tantivy index: one indexing thread,
//! positions, English stems of title and body in one field, all fields stored.
//!
//!     tantivy_build INDEX ARTICLES.rows
//!
//! All rows (../rows.h) are in memory before the clock starts. Prints
//! articles=N seconds=S, from opening to the end of merging.

use std::time::Instant;

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions, STORED,
    STRING,
};
use tantivy::{doc, Index, IndexSettings, IndexWriter};

const WRITER_BYTES: usize = 1 << 30;

struct Fields {
    id: Field,
    date: Field,
    title: Field,
    body: Field,
    text: Field,
}

fn schema() -> (Schema, Fields) {
    let stemmed = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(stemmed);
    let mut builder = Schema::builder();
    let fields = Fields {
        id: builder.add_text_field("id", STRING | STORED),
        date: builder
            .add_u64_field("date", NumericOptions::default().set_indexed().set_fast().set_stored()),
        title: builder.add_text_field("title", STORED),
        body: builder.add_text_field("body", STORED),
        text: builder.add_text_field("text", text),
    };
    (builder.build(), fields)
}

/// The day as YYYYMMDD, zeros for what is not known.
fn day(date: &str) -> u64 {
    let digits: String = date.chars().filter(char::is_ascii_digit).collect();
    format!("{digits:0<8}").parse().unwrap_or(0)
}

fn build(path: &str, rows: &str) -> tantivy::Result<u64> {
    std::fs::create_dir_all(path)?;
    let (schema, fields) = schema();
    // One thread is asked for: none more to compress what is stored.
    let settings =
        IndexSettings { docstore_compress_dedicated_thread: false, ..Default::default() };
    let index = Index::builder().schema(schema).settings(settings).create_in_dir(path)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES)?;
    let mut parts = rows.split_terminator('\0');
    let mut articles = 0;
    while let (Some(id), Some(date), Some(title), Some(body)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    {
        writer.add_document(doc!(
            fields.id => id,
            fields.date => day(date),
            fields.title => title,
            fields.body => body,
            fields.text => title,
            fields.text => body,
        ))?;
        articles += 1;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(articles)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [index, path] = arguments.as_slice() else {
        eprintln!("usage: tantivy_build INDEX ARTICLES.rows");
        std::process::exit(2);
    };
    let rows = std::fs::read_to_string(path).expect("the rows can be read");
    let started = Instant::now();
    let articles = build(index, &rows).expect("the index can be built");
    println!("articles={articles} seconds={:.4}", started.elapsed().as_secs_f64());
}
