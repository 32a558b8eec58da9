//! tantivy_query -- searches what tantivy_build has indexed.
//!
//!     tantivy_query --merge INDEX
//!
//! merges the index into one segment.
//!
//!     tantivy_query INDEX
//!
//! serves the commands of ../turns.h.

use std::fmt::Write;
use std::io::BufRead;
use std::ops::Bound;

use tantivy::collector::{Collector, Count, SegmentCollector, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{
    DocId, Index, IndexWriter, Order, Score, Searcher, SegmentOrdinal, SegmentReader, Term,
};

struct Turn {
    words: String,
    first: u64,
    last: u64,
}

/// "1987-02-26" as 19870226.
fn day(date: &str) -> u64 {
    date.replace('-', "").parse().expect("a day")
}

fn read_turns(path: &str, count: usize) -> Vec<Turn> {
    let lines = std::fs::read_to_string(path).expect("the queries can be read");
    lines
        .lines()
        .take(count)
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            Turn { first: day(fields[0]), last: day(fields[1]), words: fields[2].to_string() }
        })
        .collect()
}

/// Counts documents by the month of their date.
struct Months;

struct SegmentMonths {
    dates: Column<u64>,
    months: Vec<u32>,
}

impl Collector for Months {
    type Fruit = Vec<u32>;
    type Child = SegmentMonths;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentMonths> {
        let dates = segment.fast_fields().u64("date")?;
        Ok(SegmentMonths { dates, months: vec![0; 10000 * 12] })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<u32>>) -> tantivy::Result<Vec<u32>> {
        let mut sum = vec![0; 10000 * 12];
        for months in segments {
            sum.iter_mut().zip(months).for_each(|(total, n)| *total += n);
        }
        Ok(sum)
    }
}

impl SegmentCollector for SegmentMonths {
    type Fruit = Vec<u32>;

    fn collect(&mut self, document: DocId, _: Score) {
        let day = self.dates.first(document).unwrap_or(0) as usize;
        self.months[day / 10000 * 12 + day / 100 % 100 % 12] += 1;
    }

    fn harvest(self) -> Vec<u32> {
        self.months
    }
}

struct Engine {
    searcher: Searcher,
    analyzer: TextAnalyzer,
    text: Field,
    date: Field,
}

impl Engine {
    fn open(index: &Index) -> tantivy::Result<Engine> {
        let schema = index.schema();
        Ok(Engine {
            searcher: index.reader()?.searcher(),
            analyzer: index.tokenizers().get("en_stem").expect("tantivy has English stems"),
            text: schema.get_field("text")?,
            date: schema.get_field("date")?,
        })
    }

    fn terms(&mut self, words: &str) -> Vec<Term> {
        let mut terms = Vec::new();
        let text = self.text;
        self.analyzer
            .token_stream(words)
            .process(&mut |token| terms.push(Term::from_field_text(text, &token.text)));
        terms
    }

    fn words(&mut self, words: &str, occur: Occur) -> Box<dyn Query> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for term in self.terms(words) {
            clauses.push((occur, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
        }
        if clauses.len() == 1 {
            return clauses.remove(0).1;
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn window(&mut self, turn: &Turn) -> Box<dyn Query> {
        let bound = |day| Bound::Included(Term::from_field_u64(self.date, day));
        let days = RangeQuery::new(bound(turn.first), bound(turn.last));
        let days = Box::new(ConstScoreQuery::new(Box::new(days), 0.0));
        let words = self.words(&turn.words, Occur::Should);
        Box::new(BooleanQuery::new(vec![(Occur::Must, words), (Occur::Must, days)]))
    }

    fn best(&self, query: &dyn Query, limit: usize) -> tantivy::Result<usize> {
        Ok(self.searcher.search(query, &TopDocs::with_limit(limit).order_by_score())?.len())
    }

    fn newest(&self, query: &dyn Query, limit: usize) -> tantivy::Result<usize> {
        let newest = TopDocs::with_limit(limit).order_by_fast_field::<u64>("date", Order::Desc);
        Ok(self.searcher.search(query, &newest)?.len())
    }

    fn answer(&mut self, kind: &str, turn: &Turn, limit: usize) -> tantivy::Result<usize> {
        let query = match kind {
            "phrase" => Box::new(PhraseQuery::new(self.terms(&turn.words))),
            "window" => self.window(turn),
            "all" => self.words(&turn.words, Occur::Must),
            _ => self.words(&turn.words, Occur::Should),
        };
        match kind {
            "any" | "all" | "phrase" | "window" => self.best(&*query, limit),
            "newest" => self.newest(&*query, limit),
            "count" => self.searcher.search(&*query, &Count),
            "months" => Ok(self.searcher.search(&*query, &Months)?.iter().sum::<u32>() as usize),
            _ => panic!("'{kind}' is not a kind of query"),
        }
    }
}

/// Processor time of this thread.
fn thread_nanoseconds() -> u64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut t) };
    t.tv_sec as u64 * 1_000_000_000 + t.tv_nsec as u64
}

fn serve(engine: &mut Engine, command: &str) -> tantivy::Result<()> {
    let parts: Vec<&str> = command.splitn(4, ' ').collect();
    let [kind, limit, count, path] = parts[..] else {
        panic!("not KIND LIMIT COUNT FILE: {command}");
    };
    let limit = limit.parse().expect("a limit");
    let mut out = String::new();
    for turn in read_turns(path, count.parse().expect("a number of queries")) {
        let started = thread_nanoseconds();
        let found = engine.answer(kind, &turn, limit)?;
        let nanoseconds = thread_nanoseconds() - started;
        writeln!(out, "{nanoseconds} {found}").expect("memory");
    }
    print!("{out}");
    std::io::Write::flush(&mut std::io::stdout())?;
    Ok(())
}

fn merge(index: &Index) -> tantivy::Result<()> {
    let segments = index.searchable_segment_ids()?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 100_000_000)?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()
}

fn main() -> tantivy::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--merge", path] => merge(&Index::open_in_dir(path)?),
        [path] => {
            let mut engine = Engine::open(&Index::open_in_dir(path)?)?;
            for command in std::io::stdin().lock().lines() {
                serve(&mut engine, &command?)?;
            }
            Ok(())
        }
        _ => {
            eprintln!("usage: tantivy_query [--merge] INDEX");
            std::process::exit(2);
        }
    }
}
