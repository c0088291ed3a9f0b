using Daogou.Core.Networks;
using Daogou.Crawler.Fetching;

namespace Daogou.Crawler.Sources;

/// <summary>A network's list of goods, polled like a feed: the same way into the book, the same health.</summary>
public sealed partial class SourceCrawl
{
    private async Task<SourceRun> PollOffersAsync(SourcePoll poll, OfferAddress address, CancellationToken cancellationToken)
    {
        var source = poll.Source;
        var generation = source.Generation + 1;
        var read = new OfferRead(networks, address);
        var intoBook = new RowsIntoBook(_book, _intake, poll, generation, begun: false);
        await intoBook.TakeAsync(read.RowsAsync(cancellationToken), cancellationToken);
        await intoBook.FinishAsync(cancellationToken);
        await using var document = new SourceDocument { Address = new Uri(source.Location.Trim()), Content = Stream.Null, Validators = Validators.None };
        var rows = poll.Tally.Believed;
        // A selection of many goods changes all the time: what it no longer shows has not ended, unless the settings say that it shows all there is.
        var isWhole = poll.Options.ListsAll == true && !read.GoesOn && read.BrokenOff is null;
        var isHeldBack = rows * 100 < source.GenerationRows * (100 - poll.Options.MaxDropPercent);
        if (isWhole && !isHeldBack)
        {
            poll.Tally.Expired = await _intake.EndMissingAsync(source.Id, generation, cancellationToken);
        }
        else
        {
            await _intake.TouchAllAsync(source.Id, generation, generation, cancellationToken);
        }
        var (outcome, message) = read.BrokenOff is { } why ? (isHeldBack ? SourceOutcome.HeldBack : SourceOutcome.Taken, $"It broke off after {read.Pages} pages: {why}")
            : isHeldBack ? (SourceOutcome.HeldBack, $"Only {rows} rows are believed, where there were {source.GenerationRows}: nothing ends because of it until a person looks.")
            : (SourceOutcome.Taken, (string?)null);
        return await SucceedAsync(poll, outcome, message, Validators.None, isHeldBack ? source.GenerationRows : rows, document, null, cancellationToken);
    }
}
