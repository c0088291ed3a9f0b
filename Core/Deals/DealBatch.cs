using System.Text;
using Daogou.Core.Amounts;
using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>One transaction's worth of rows going in.</summary>
internal sealed class DealBatch(Session session, SourceTerms source, long generation, DateTimeOffset now, ListedRows? listed, NewsRule news) : IDisposable
{
    /// <summary>A source that listed an offer this lately speaks for it; a second one does not change its price to and fro.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(2);

    /// <summary>What a first poll brings is as old as this, so that it is no news to anybody.</summary>
    private static readonly TimeSpan NoNews = TimeSpan.FromDays(3);

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<RefusedItem> _refused = [];
    private readonly RowStatement _newItem = FeedItemStore.Adding(session);
    private readonly RowStatement _newDeal = DealStore.Adding(session);
    private readonly RowStatement _newPoint = PriceHistory.Adding(session);
    private readonly RowStatement _settling = FeedItemStore.Settling(session);
    private Dictionary<string, KnownItem> _items = [];
    private Dictionary<string, Deal> _deals = [];
    private HashSet<long> _listedSources = [];
    private int _added;
    private int _changed;
    private int _unchanged;

    public void Dispose()
    {
        _newItem.Dispose();
        _newDeal.Dispose();
        _newPoint.Dispose();
        _settling.Dispose();
    }

    public async Task<IntakeCounts> TakeAsync(IReadOnlyList<PreparedRow> rows)
    {
        _listedSources = await FeedItemStore.ListedSinceAsync(session, now - Fresh);
        _items = await FeedItemStore.KnownAsync(session, source.SourceId, rows.Select(row => row.Item.Key));
        _deals = await DealStore.ByIdentityAsync(session, rows.Select(row => row.Reading.Deal?.Identity).OfType<string>());
        foreach (var row in rows)
        {
            await TakeAsync(row, _items.GetValueOrDefault(row.Item.Key));
        }
        return new IntakeCounts(_added, _changed, _unchanged, _refused);
    }

    private async Task TakeAsync(PreparedRow row, KnownItem? known)
    {
        var item = row.Item;
        if (!_seen.Add(item.Key) || (known is not null && IsSecond(known, row)))
        {
            _refused.Add(new RefusedItem(item.Row, item.Key, Refusal.DuplicateKey, $"the key '{item.Key}' stands twice in the source"));
            return;
        }
        if (known is not null && known.BodyHash == row.BodyHash && IsSettled(item, known))
        {
            await TouchAsync(known, known.DealSourceId == source.SourceId ? row.Hash : null);
            _unchanged++;
            return;
        }
        var reading = row.Reading;
        var itemId = known?.Id ?? Ids.Next(now);
        var (dealId, isOurs) = reading.Deal is { } draft ? await TakeDealAsync(draft, itemId) : (known?.DealId, false);
        if (reading.Coupon is { } coupon)
        {
            var added = await CouponStore.SaveAsync(session, source.SourceId, coupon, generation, now);
            Count(added ? Fate.Added : known?.BodyHash == row.BodyHash ? Fate.Unchanged : Fate.Changed);
        }
        if (reading.Refusal is { } refusal)
        {
            _refused.Add(new RefusedItem(item.Row, item.Key, refusal, reading.Detail!));
        }
        // Only what is believed, ours and without a window may be passed over next time.
        var settles = isOurs && reading.Refusal is null && !HasWindow(item) ? row.Hash : null;
        if (known is not null && known.BodyHash == row.BodyHash && known.DealId == dealId && known.Refusal == reading.Refusal)
        {
            await TouchAsync(known, settles);
            return;
        }
        await SaveAsync(
            new KeptItem
            {
                Id = itemId, SourceId = source.SourceId, ItemKey = item.Key, Body = known is null ? "" : Encoding.UTF8.GetString(row.Body), DealId = dealId, Refusal = reading.Refusal,
                RefusalDetail = reading.Detail, FirstSeenAt = now, LastSeenAt = now,
            },
            known,
            row,
            settles);
    }

    private async Task SaveAsync(KeptItem kept, KnownItem? known, PreparedRow row, long? settles)
    {
        var written = settles is null ? generation : -generation;
        if (known is null)
        {
            await FeedItemStore.AddAsync(_newItem, kept, row.Body, row.BodyHash, written);
        }
        else
        {
            await FeedItemStore.SaveAsync(session, kept, row.BodyHash, written);
        }
        await SettleAsync(kept.Id, known, settles);
    }

    private async Task TouchAsync(KnownItem known, long? settles)
    {
        await FeedItemStore.TouchAsync(session, known.Id, settles is null ? generation : -generation, now);
        await SettleAsync(known.Id, known, settles);
    }

    private async Task SettleAsync(long id, KnownItem? known, long? settles)
    {
        if (settles is { } hash)
        {
            await _settling.Add(source.SourceId).Add(id).Add(hash).RunAsync();
        }
        else if (known?.Generation < 0)
        {
            await FeedItemStore.UnsettleAsync(session, source.SourceId, id);
        }
    }

    /// <summary>Whether this reading had a row of the key before, in other words.</summary>
    private bool IsSecond(KnownItem known, PreparedRow row) =>
        listed?.MeetAgain(known.Id) == false || (Math.Abs(known.Generation) == generation && known.BodyHash.Length > 0 && known.BodyHash != row.BodyHash);

    /// <summary>The same words mean the same as last time: no window moved over them, and the deal is as this row made it.</summary>
    private bool IsSettled(FeedItem item, KnownItem known) =>
        known is { DealId: not null, Refusal: null, DealState: not null } && !HasWindow(item)
        && !(known.DealState == DealState.Ended && known.DealStateReason is StateReasons.NotListed or StateReasons.WindowOver)
        && (known.DealSourceId == source.SourceId || IsFresh(known.DealSourceId, known.DealLastSeenAt));

    /// <summary>Whether a deal was listed lately by the source that speaks for it.</summary>
    private bool IsFresh(long? owner, DateTimeOffset? lastSeen) => now - lastSeen < Fresh || (owner is { } id && _listedSources.Contains(id));

    private async Task<(long Id, bool IsOurs)> TakeDealAsync(DealDraft draft, long itemId)
    {
        var known = _deals.GetValueOrDefault(draft.Identity);
        if (known is not null && (IsAnothers(known) || await IsToldAsync(known, itemId)))
        {
            Count(Fate.Unchanged);
            return (known.Id, false);
        }
        var doubt = Doubt(draft, known, await BelievedAsync(known));
        var (state, reason) = StateOf(draft, known, doubt);
        var deal = Of(draft, known, itemId, state, reason) with { ChangedAt = known is null ? FirstNews : await NewsAsync(draft, known, state) };
        if (known is not null && known with { LastSeenAt = now } == deal)
        {
            Count(Fate.Unchanged);
            return (known.Id, true);
        }
        if (known is { SourceId: { } owner, FeedItemId: { } spoke } && owner != source.SourceId)
        {
            // Should its source list it anew, that row is to be weighed again.
            await FeedItemStore.ForgetHashAsync(session, owner, spoke);
        }
        _deals[draft.Identity] = deal;
        if (known is null)
        {
            await DealStore.AddAsync(_newDeal, deal);
            await PriceHistory.AddAsync(_newPoint, Point(deal.Id, draft));
            Count(Fate.Added);
            return (deal.Id, true);
        }
        await DealStore.SaveAsync(session, deal);
        var priceChanged = known.PriceMinor != deal.PriceMinor || known.Currency != deal.Currency || known.ListPriceMinor != deal.ListPriceMinor;
        if (doubt is null && (priceChanged || known.State == DealState.Held))
        {
            await PriceHistory.AddAsync(session, Point(deal.Id, draft));
        }
        Count(known with { LastSeenAt = now, FeedItemId = itemId, SourceId = source.SourceId } == deal ? Fate.Unchanged : Fate.Changed);
        return (deal.Id, true);
    }

    private Deal Of(DealDraft draft, Deal? known, long itemId, DealState state, string? reason) => new()
    {
        Id = known?.Id ?? Ids.Next(now),
        Identity = draft.Identity,
        Merchant = draft.Merchant,
        MerchantItem = draft.MerchantItem,
        Title = draft.Title,
        Url = draft.Url,
        ImageUrl = draft.ImageUrl,
        Description = draft.Description,
        Brand = draft.Brand,
        Gtin = draft.Gtin,
        Mpn = draft.Mpn,
        Category = draft.Category,
        PriceMinor = draft.Price.Minor,
        ListPriceMinor = draft.ListPrice?.Minor,
        Currency = draft.Price.Currency,
        Availability = draft.Availability,
        State = state,
        StateReason = reason,
        StartsAt = draft.StartsAt,
        EndsAt = draft.EndsAt,
        SourceId = source.SourceId,
        FeedItemId = itemId,
        FirstSeenAt = known?.FirstSeenAt ?? now,
        LastSeenAt = now,
        ChangedAt = now,
    };

    private PricePoint Point(long dealId, DealDraft draft) => new()
    {
        DealId = dealId, At = now, PriceMinor = draft.Price.Minor, ListPriceMinor = draft.ListPrice?.Minor, Currency = draft.Price.Currency,
    };

    private bool IsAnothers(Deal known) =>
        known.SourceId is { } owner && owner != source.SourceId && known.State is DealState.Active or DealState.Held && IsFresh(owner, known.LastSeenAt);

    /// <summary>Of two rows of one document that are the same deal the first speaks for it: the price does not go to and fro.</summary>
    private async Task<bool> IsToldAsync(Deal known, long itemId) =>
        known.FeedItemId is { } first && first != itemId && known.SourceId == source.SourceId && known.State is DealState.Active or DealState.Held
        && await FeedItemStore.IsBelievedAsync(session, first, generation);

    /// <summary>The last price that was believed: one that is held is no measure for the next.</summary>
    private async Task<Money?> BelievedAsync(Deal? known) =>
        known is { State: DealState.Held }
            ? await PriceHistory.LastAsync(session, known.Id) is { } last ? new Money(last.PriceMinor, last.Currency) : null
            : known?.Price;

    /// <summary>Why the new price is likelier a mistake than a deal; null when it is not. What a person approved is no longer doubted.</summary>
    private static string? Doubt(DealDraft draft, Deal? known, Money? believed)
    {
        const int Implausible = 10;
        if (known is null || believed is not { Minor: > 0 } last)
        {
            return null;
        }
        return last.Currency != draft.Price.Currency
            ? $"{StateReasons.Implausible}the currency went from {last.Currency} to {draft.Price.Currency}"
            : draft.Price.Minor / Implausible >= last.Minor || last.Minor / Implausible >= draft.Price.Minor
            ? $"{StateReasons.Implausible}it went from {last} to {draft.Price}, ten times or more"
            : null;
    }

    private static (DealState State, string? Reason) StateOf(DealDraft draft, Deal? known, string? doubt) => known switch
    {
        { State: DealState.Removed } => (DealState.Removed, known.StateReason),

        // A person held it, so a person lets it go, whatever its price does.
        { State: DealState.Held, StateReason: var why } when why?.StartsWith(StateReasons.Implausible, StringComparison.Ordinal) != true => (DealState.Held, why),
        _ when doubt is not null => (DealState.Held, doubt),
        _ when draft.Availability == Availability.OutOfStock => (DealState.Ended, StateReasons.OutOfStock),
        _ => (DealState.Active, null),
    };

    private DateTimeOffset FirstNews => source.IsBaseline ? now - NoNews : now;

    /// <summary>
    /// When the deal was last worth telling: now, when it ended, came back after a while, got a window or became cheaper by more than the rule's
    /// threshold; a cent less, a dearer price or stock that was gone for an hour leaves it as it was.
    /// </summary>
    private async Task<DateTimeOffset> NewsAsync(DealDraft draft, Deal known, DealState state)
    {
        var isBack = known.State == DealState.Ended && state == DealState.Active;
        if ((known.State != state && !(isBack && now - known.ChangedAt < news.Debounce))
            || (known.EndsAt is null && draft.EndsAt is not null) || known.Currency != draft.Price.Currency)
        {
            return now;
        }
        if (!isBack && draft.Price.Minor >= known.PriceMinor.GetValueOrDefault())
        {
            return known.ChangedAt;
        }
        var last = news.Last(await PriceHistory.ForAsync(session, known.Id), draft.Price.Currency, now);
        return last is null || news.IsLower(draft.Price.Minor, last.PriceMinor) ? now
            : isBack && last.At < known.ChangedAt ? last.At
            : known.ChangedAt;
    }

    private static bool HasWindow(FeedItem item) => item.SaleWindow is { Length: > 0 } || item.StartsAt is { Length: > 0 } || item.EndsAt is { Length: > 0 };

    private void Count(Fate fate)
    {
        switch (fate)
        {
            case Fate.Added:
                _added++;
                break;
            case Fate.Changed:
                _changed++;
                break;
            case Fate.Unchanged:
                _unchanged++;
                break;
        }
    }

    private enum Fate
    {
        Added = 1,
        Changed = 2,
        Unchanged = 3,
    }
}
