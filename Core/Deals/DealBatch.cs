using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>One transaction's worth of rows going in.</summary>
internal sealed class DealBatch(Session session, SourceTerms source, long generation, DateTimeOffset now)
{
    /// <summary>A price that moved by this factor or more is likelier a mistake than a deal.</summary>
    private const int ImplausibleFactor = 10;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<RefusedItem> _refused = [];
    private int _added;
    private int _changed;
    private int _unchanged;

    public IntakeCounts Counts => new(_added, _changed, _unchanged, _refused);

    public async Task TakeAsync(FeedItem item, string body, string hash, KnownItem? known)
    {
        if (!_seen.Add(item.Key) || (known?.Generation == generation && known.BodyHash != hash))
        {
            _refused.Add(new RefusedItem(item.Row, item.Key, Refusal.DuplicateKey, $"the key '{item.Key}' stands twice in the source"));
            return;
        }
        if (known is not null && known.BodyHash == hash && known.DealId is { } sameDeal && known.Refusal is null && !HasWindow(item))
        {
            await FeedItemStore.TouchAsync(session, known.Id, generation, now);
            // Only a row that was missing from the generation before can belong to a deal that ended for being missing.
            var back = known.Generation < generation - 1 && await DealStore.ReviveAsync(session, sameDeal, known.Id, now);
            Count(back ? Fate.Changed : Fate.Unchanged);
            return;
        }
        var reading = DealReader.Read(item, source, now);
        var itemId = known?.Id ?? Ids.Next(now);
        var dealId = reading.Deal is { } draft ? await TakeDealAsync(draft, itemId) : known?.DealId;
        if (reading.Coupon is { } coupon)
        {
            var added = await CouponStore.SaveAsync(session, source.SourceId, coupon, generation, now);
            Count(added ? Fate.Added : known?.BodyHash == hash ? Fate.Unchanged : Fate.Changed);
        }
        if (reading.Refusal is { } refusal)
        {
            _refused.Add(new RefusedItem(item.Row, item.Key, refusal, reading.Detail!));
        }
        await FeedItemStore.SaveAsync(
            session,
            new KeptItem
            {
                Id = itemId, SourceId = source.SourceId, ItemKey = item.Key, Body = body, DealId = dealId, Refusal = reading.Refusal,
                RefusalDetail = reading.Detail, FirstSeenAt = now, LastSeenAt = now,
            },
            hash,
            generation);
    }

    private async Task<long> TakeDealAsync(DealDraft draft, long itemId)
    {
        var known = await DealStore.FindByIdentityAsync(session, draft.Identity);
        if (known is not null && IsAnothers(known))
        {
            // Two sources list the same offer: the one that owns it speaks while it is fresh, so that two prices do not flap.
            Count(Fate.Unchanged);
            return known.Id;
        }
        var priceChanged = known is null || known.PriceMinor != draft.Price.Minor || known.Currency != draft.Price.Currency
            || known.ListPriceMinor != draft.ListPrice?.Minor;
        var (state, reason) = StateOf(draft, known, await BelievedAsync(known));
        var deal = new Deal
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
            ChangedAt = known is null || IsNews(draft, known, state) ? now : known.ChangedAt,
        };
        await DealStore.SaveAsync(session, deal);
        if (priceChanged && state != DealState.Held)
        {
            await PriceHistory.AddAsync(
                session, new PricePoint { DealId = deal.Id, At = now, PriceMinor = draft.Price.Minor, ListPriceMinor = draft.ListPrice?.Minor });
        }
        var same = known is not null && known with { LastSeenAt = now, FeedItemId = itemId, SourceId = source.SourceId } == deal;
        Count(known is null ? Fate.Added : same ? Fate.Unchanged : Fate.Changed);
        return deal.Id;
    }

    private bool IsAnothers(Deal known) =>
        known.SourceId is { } owner && owner != source.SourceId && known.State is DealState.Active or DealState.Held
        && known.SourceId != source.SourceId && now - known.LastSeenAt < TimeSpan.FromDays(2);

    /// <summary>The last price that was believed: a held one does not count as a measure for the next.</summary>
    private async Task<long?> BelievedAsync(Deal? known) =>
        known is { State: DealState.Held } ? (await PriceHistory.LastAsync(session, known.Id))?.PriceMinor : known?.PriceMinor;

    private static (DealState State, string? Reason) StateOf(DealDraft draft, Deal? known, long? believedMinor)
    {
        if (known is { State: DealState.Removed })
        {
            return (DealState.Removed, known.StateReason);
        }
        if (known is { State: DealState.Held } && known.PriceMinor == draft.Price.Minor)
        {
            // A held deal stays held while its price stands; a person, or a plausible price, lets it go.
            return (known.State, known.StateReason);
        }
        var price = draft.Price.Minor;
        var implausible = known is { State: DealState.Active or DealState.Held } && known.Currency == draft.Price.Currency
            && believedMinor is > 0 and var believed && (price / ImplausibleFactor >= believed || believed / ImplausibleFactor >= price);
        return implausible
            ? (DealState.Held, $"price went from {new Amounts.Money(believedMinor!.Value, draft.Price.Currency)} to {draft.Price}: ten times or more")
            : (DealState.Active, null);
    }

    /// <summary>A change worth telling: a cent up or down is not one.</summary>
    private static bool IsNews(DealDraft draft, Deal known, DealState state) =>
        known.State != state || known.Availability != draft.Availability || known.EndsAt != draft.EndsAt
        || known.Currency != draft.Price.Currency || Math.Abs(known.PriceMinor.GetValueOrDefault() - draft.Price.Minor) > 1;

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
