/* Posting sources and spies for libxapian. Part of xap_match.cc. */
#ifndef DATELINE_SHIM_SOURCES_HH
#define DATELINE_SHIM_SOURCES_HH

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "shim/handles.hh"

/* A source with a current number, 0 after the last one. */
class standing_source : public Xapian::PostingSource
{
  public:
    void next(double) final
    {
        move(at_ + 1);
    }
    void skip_to(Xapian::docid from, double) final
    {
        if (!started_ || from > at_)
            move(from);
    }
    bool at_end() const final
    {
        return started_ && !at_;
    }
    Xapian::docid get_docid() const final
    {
        return at_;
    }

  protected:
    /* Moves before the first number. */
    void restart()
    {
        at_ = 0;
        started_ = false;
    }

  private:
    /* The first number >= FROM, or 0 if there is none. FROM is 0 after the greatest number. */
    virtual Xapian::docid find(Xapian::docid from) = 0;
    void move(Xapian::docid from)
    {
        started_ = true;
        at_ = find(from);
    }

    Xapian::docid at_ = 0;
    bool started_ = false;
};

/* libxapian uses clones, one for each part, and calls init on each. */
class callback_source : public standing_source
{
  public:
    explicit callback_source(const xap_source &calls) : calls_(calls)
    {
    }
    callback_source(const callback_source &) = delete;
    callback_source &operator=(const callback_source &) = delete;
    ~callback_source() override
    {
        close();
    }
    void init(const Xapian::Database &db) override
    {
        char uuid[37];

        close();
        copy_uuid(db, uuid);
        cursor_ = calls_.open(calls_.ctx, uuid, &documents_);
        if (!cursor_)
            documents_ = 0;
        set_maxweight(cursor_ && calls_.score ? calls_.max_score(cursor_) : 0);
    }
    double get_weight() const override
    {
        return calls_.score ? calls_.score(cursor_) : 0;
    }
    Xapian::doccount get_termfreq_min() const override
    {
        return documents_;
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return documents_;
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return documents_;
    }
    PostingSource *clone() const override
    {
        return new callback_source(calls_);
    }
    std::string get_description() const override
    {
        return "source";
    }

  private:
    Xapian::docid find(Xapian::docid from) override
    {
        return cursor_ && from ? calls_.seek(cursor_, from) : 0;
    }
    void close()
    {
        if (cursor_)
            calls_.close(cursor_);
        cursor_ = nullptr;
        documents_ = 0;
        restart();
    }

    xap_source calls_;
    void *cursor_ = nullptr;
    uint32_t documents_ = 0;
};

/* Documents in ranges of numbers. Its estimated frequency is that of all documents, so libxapian
 * reads the other lists first and checks their documents here. */
class range_source : public standing_source
{
  public:
    struct part {
        std::string uuid;
        std::vector<std::pair<Xapian::docid, Xapian::docid>> ranges;
        Xapian::doccount documents;

        void add(Xapian::docid first, Xapian::docid last)
        {
            ranges.emplace_back(first, last);
            documents += last - first + 1;
        }
    };

    explicit range_source(std::shared_ptr<const std::vector<part>> parts) : parts_(std::move(parts))
    {
    }
    void init(const Xapian::Database &db) override
    {
        part_ = nullptr;
        all_ = db.get_doccount();
        for (const auto &p : *parts_)
            if (p.uuid == db.get_uuid())
                part_ = &p;
        range_ = 0;
        restart();
    }
    Xapian::doccount get_termfreq_min() const override
    {
        return documents();
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return all_;
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return documents();
    }
    PostingSource *clone() const override
    {
        return new range_source(parts_);
    }
    std::string get_description() const override
    {
        std::string text;

        for (const auto &p : *parts_)
            for (const auto &range : p.ranges)
                text += (text.empty() ? "" : ", ") + std::to_string(range.first) + " to " +
                        std::to_string(range.second);
        return text;
    }

  private:
    Xapian::doccount documents() const
    {
        return part_ ? part_->documents : 0;
    }
    Xapian::docid find(Xapian::docid from) override
    {
        if (!part_ || !from)
            return 0;
        while (range_ < part_->ranges.size() && part_->ranges[range_].second < from)
            range_++;
        return range_ < part_->ranges.size() ? std::max(from, part_->ranges[range_].first) : 0;
    }

    std::shared_ptr<const std::vector<part>> parts_;
    const part *part_ = nullptr;
    size_t range_ = 0;
    Xapian::doccount all_ = 0;
};

/* Records the number of every matching document. */
class number_spy : public Xapian::MatchSpy
{
  public:
    explicit number_spy(xap_listed *out) : out_(out)
    {
    }
    void operator()(const Xapian::Document &document, double) override
    {
        add(document.get_docid());
    }
    void add(Xapian::docid number)
    {
        if (out_->len == room_) {
            room_ = room_ ? room_ * 2 : 64;
            out_->numbers =
                static_cast<xap_docid *>(reallocated(out_->numbers, room_ * sizeof *out_->numbers));
        }
        out_->numbers[out_->len++] = number;
    }

  private:
    xap_listed *out_;
    size_t room_ = 0;
};

/* Every document number; throws time_over at the time limit and stopped when interrupted.
 *
 * A query is joined to it by FILTER, so it sees each document that the rest matches, before
 * positions are compared, and changes neither scores nor counts. Its estimated frequency is that of
 * all documents, so more selective lists go first. */
class deadline : public standing_source
{
  public:
    using clock = std::chrono::steady_clock;

    deadline(clock::time_point start, const xap_limits &limits) : start_(start), limits_(limits)
    {
    }
    void init(const Xapian::Database &db) override
    {
        documents_ = db.get_doccount();
        calls_ = 0;
        restart();
    }
    Xapian::doccount get_termfreq_min() const override
    {
        return documents_;
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return documents_;
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return documents_;
    }
    PostingSource *clone() const override
    {
        return new deadline(start_, limits_);
    }
    /* Throws if it is time. */
    void look() const
    {
        if (limits_.stop && limits_.stop(limits_.ctx))
            throw stopped{};
        if (limits_.seconds > 0 &&
            std::chrono::duration<double>(clock::now() - start_).count() > limits_.seconds)
            throw time_over{limits_.seconds};
    }

  private:
    Xapian::docid find(Xapian::docid from) override
    {
        const uint32_t calls_a_look = 64; /* reading the clock costs as much as a posting */

        if (calls_++ % calls_a_look == 0)
            look();
        return from;
    }

    clock::time_point start_;
    xap_limits limits_;
    Xapian::doccount documents_ = 0;
    uint32_t calls_ = 0;
};

#endif
