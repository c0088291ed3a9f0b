using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Core.Storage;

namespace Daogou.Core.Links;

/// <summary>Finds or makes the tracked link of a deal for somebody at a place. Asking again gives the same link.</summary>
public sealed class LinkDesk(
    Database book, NetworkCatalog networks, PublicAddress addresses, LinkSnapshot snapshot, ClickRefs refs, TimeProvider time)
{
    private readonly PastedLinks _pasted = new(networks, addresses);
    private readonly SlotDesk _slots = new(book, time);

    public async Task<LinkAnswer> ForDealAsync(long dealId, Place place, CancellationToken cancellationToken)
    {
        var (deal, known) = await book.ReadAsync(
            async session => (await DealStore.FindAsync(session, dealId), await LinkStore.FindForPlaceAsync(session, dealId, place)), cancellationToken);
        if (deal is null)
        {
            return LinkAnswer.Refused(LinkRefusal.NoSuchDeal());
        }
        if (deal.State == DealState.Removed)
        {
            return LinkAnswer.Refused(LinkRefusal.Removed(), deal);
        }
        var product = new Uri(deal.Url);
        if (networks.Choose(product, NeedOf(place.Kind), known?.Network) is not { } choice)
        {
            return LinkAnswer.Refused(LinkRefusal.NotCovered(product.IdnHost), deal);
        }
        var (maker, programme) = (choice.Maker, choice.Programme);
        if ((Forbidden(programme, place.Kind) ?? ForbiddenWord(maker, programme, place.Kind, deal)) is { } refusal)
        {
            return LinkAnswer.Refused(refusal, deal, programme);
        }
        if (known is { DisabledAt: null } && maker is ISlotNetwork leased)
        {
            known = await RenewAsync(leased, deal, known, place, cancellationToken);
        }
        while (known is null)
        {
            // The code comes first: some platforms want its ref when they make the link.
            var code = LinkCodes.New();
            var request = Request(deal, code, place);
            var made = maker is ISlotNetwork slots
                ? await _slots.MakeAsync(slots, deal, code, request, mayCrowd: !slots.SlotRules.RefusesWhenDry, cancellationToken)
                : await MadeAsync(maker, request, deal.Title, cancellationToken);
            if (made.Destination is null)
            {
                return LinkAnswer.Refused(made.Fault!, deal, programme);
            }
            known = await book.WriteAsync(session => KeepAsync(session, code, deal, place, maker.Key, made), cancellationToken);
        }
        return known.DisabledAt is null ? new LinkAnswer(known, deal, programme, null) { Posted = PostedAddress(known) } : LinkAnswer.Refused(LinkRefusal.Disabled(), deal, programme);
    }

    /// <summary>The link for the first product in a text that a network covers; also for one of our own links or deal pages.</summary>
    public Task<LinkAnswer> ForPastedAsync(string textOrUrl, Place place, CancellationToken cancellationToken) =>
        _pasted.Choose(_pasted.Read(textOrUrl)) is { } pasted ? ForPastedAsync(pasted, place, cancellationToken) : Task.FromResult(LinkAnswer.Refused(LinkRefusal.NoAddress()));

    /// <summary>The link for what one pasted link leads to, without anybody else's tracking.</summary>
    public async Task<LinkAnswer> ForPastedAsync(PastedLink pasted, Place place, CancellationToken cancellationToken)
    {
        if (pasted is { IsOwn: true, Address: { } own })
        {
            var link = addresses.CodeIn(own) is { } code ? await book.ReadAsync(session => LinkStore.FindAsync(session, code), cancellationToken) : null;
            return addresses.CodeIn(own) is not null || addresses.DealIn(own) is not null
                ? await ForDealAsync(link?.DealId ?? addresses.DealIn(own) ?? 0, place, cancellationToken)
                : LinkAnswer.Refused(LinkRefusal.Own());
        }
        if (pasted.Product is null && await ReadTokenAsync(pasted, cancellationToken) is { } reading)
        {
            if (reading.Product is not { } behind)
            {
                return LinkAnswer.Refused(LinkRefusal.Unread(reading));
            }
            pasted = _pasted.Read(behind.AbsoluteUri) is [var read, ..] ? read : pasted;
        }
        if (pasted is not { Product: { } product, Programme: { } programme })
        {
            return LinkAnswer.Refused(pasted.Refusal);
        }
        // The place may want another network than the text alone.
        programme = networks.Choose(product, NeedOf(place.Kind))?.Programme ?? programme;
        if (Forbidden(programme, place.Kind) is { } refusal)
        {
            return LinkAnswer.Refused(refusal, programme: programme);
        }
        var deal = await book.WriteAsync(
            session => DealStore.AddPastedAsync(session, product, programme.Merchant, time.GetUtcNow()), cancellationToken);
        return await ForDealAsync(deal.Id, place, cancellationToken);
    }

    /// <summary>What a share text or short link hides, from the platform that can open it; null when no network here can.</summary>
    private async Task<TokenReading?> ReadTokenAsync(PastedLink pasted, CancellationToken cancellationToken) =>
        networks.All.OfType<ITokenReader>().FirstOrDefault(reader => reader.CanRead(pasted.Found.Url)) is { } reader
            ? await reader.ReadTokenAsync(pasted.Found.Url, cancellationToken)
            : null;

    /// <summary>What people are given: our redirect, or the network's own link (with the ref of the link in it) where its programme forbids a hop before it.</summary>
    public Uri PostedAddress(TrackedLink link) =>
        Destination.Parse(link.Destination) is { } address && networks.ProgrammeOf(link.Network, address) is { AllowsRedirect: false }
            ? new Uri(link.Destination.Replace(DeepLink.RefToken, refs.OfLink(link.Code), StringComparison.Ordinal))
            : addresses.Redirect(link.Code);

    /// <summary>Stops a link at once: visitors are told so. False when there is no such open link.</summary>
    public async Task<bool> StopAsync(string code, string reason, CancellationToken cancellationToken)
    {
        var done = await book.WriteAsync(session => LinkStore.DisableAsync(session, code, reason, time.GetUtcNow()), cancellationToken);
        snapshot.Forget(code);
        return done;
    }

    /// <summary>Opens a stopped link again. False when it is not stopped.</summary>
    public async Task<bool> ReopenAsync(string code, CancellationToken cancellationToken)
    {
        var done = await book.WriteAsync(session => LinkStore.EnableAsync(session, code), cancellationToken);
        snapshot.Forget(code);
        return done;
    }

    /// <summary>What is not said to be allowed is not: a rebate to a buyer or sharer, a link in a chat.</summary>
    private static LinkRefusal? Forbidden(Programme programme, PlaceKind kind)
    {
        var need = NeedOf(kind);
        return need.Rebate && !programme.AllowsRebate ? LinkRefusal.RebateForbidden(programme)
            : need.Chat && !programme.AllowsChat ? LinkRefusal.ChatForbidden(programme)
            : null;
    }

    /// <summary>What a kind of place asks of a programme.</summary>
    internal static LinkNeed NeedOf(PlaceKind kind) => kind switch
    {
        PlaceKind.Request => new(Rebate: true, Chat: false),
        PlaceKind.Digest => new(Rebate: false, Chat: true),
        PlaceKind.Share => new(Rebate: true, Chat: true),
        PlaceKind.Api => LinkNeed.None,
    };

    /// <summary>What is posted carries the deal's title, so a word that the network forbids there forbids the link.</summary>
    private static LinkRefusal? ForbiddenWord(ILinkMaker maker, Programme programme, PlaceKind kind, Deal deal) =>
        kind is PlaceKind.Digest or PlaceKind.Share
            && programme.ForbiddenWords.FirstOrDefault(word => deal.Title.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } word
            ? LinkRefusal.ForbiddenWord(maker.Name, word)
            : null;

    /// <summary>Where a link for the product would lead, or why nowhere. Writes nothing.</summary>
    internal static async Task<(string? Destination, LinkRefusal? Fault)> DestinationAsync(
        ILinkMaker maker, LinkRequest request, CancellationToken cancellationToken)
    {
        var made = await MadeAsync(maker, request, null, cancellationToken);
        return (made.Destination, made.Fault);
    }

    /// <param name="title">What its share text is about; null for none, when the link is only tried.</param>
    internal static async Task<MadeLink> MadeAsync(ILinkMaker maker, LinkRequest request, string? title, CancellationToken cancellationToken)
    {
        var made = await maker.MakeLinkAsync(request, cancellationToken);
        if (made.Destination is null)
        {
            return MadeLink.Refused(made.Authorisation is { } consent
                ? LinkRefusal.MustAuthorise(maker.Name, consent)
                : LinkRefusal.ByNetwork(maker.Name, made.RefusalZh ?? made.Refusal ?? "?", made.Refusal ?? "?"));
        }
        if (Destination.Canonical(made.Destination) is not { } canonical || Destination.Parse(canonical) is not { } address)
        {
            return MadeLink.Refused(LinkRefusal.ByNetwork(maker.Name, "not an address"));
        }
        if (maker.Mode == AttributionMode.Token && !canonical.Contains(DeepLink.RefToken, StringComparison.Ordinal))
        {
            return MadeLink.Refused(LinkRefusal.ByNetwork(maker.Name, "no place for the click ref"));
        }
        if (!maker.MayLeadTo(address))
        {
            return MadeLink.Refused(LinkRefusal.HostNotAllowed(address.IdnHost));
        }
        var text = made.ShareText ?? (title is not null && maker is ITokenMaker tokens ? await tokens.MakeTokenAsync(address, title, cancellationToken) : null);
        return new MadeLink(canonical, null, made.Item, text is { Length: > 0 and <= 500 } ? text : null);
    }

    private LinkRequest Request(Deal deal, string code, Place place) =>
        new(new Uri(deal.Url), refs.OfLink(code), place.Kind == PlaceKind.Request && place.MemberId > 0 ? refs.PersonOf(place.MemberId) : null)
        {
            Title = deal.Title,
            Channel = place.Kind.ToString().ToLowerInvariant(),
            GroupId = place.GroupId,
        };

    /// <summary>A link that is handed out again: its slot may be another link's by now, then it gets a new one where there is one.</summary>
    private async Task<TrackedLink> RenewAsync(ISlotNetwork network, Deal deal, TrackedLink known, Place place, CancellationToken cancellationToken)
    {
        if (await _slots.IsStillItsOwnAsync(network, known, cancellationToken))
        {
            return known;
        }
        var made = await _slots.MakeAsync(network, deal, known.Code, Request(deal, known.Code, place), mayCrowd: false, cancellationToken);
        if (made.Destination is null)
        {
            return known;
        }
        await book.WriteAsync(
            async session =>
            {
                await LinkStore.RenewAsync(session, known.Code, made.Destination, made.ShareText);
                return true;
            },
            cancellationToken);
        snapshot.Forget(known.Code);
        return known with { Destination = made.Destination, ShareText = made.ShareText };
    }

    /// <summary>
    /// The kept link, or the one that somebody made for the place meanwhile; null once in many millions, when the code is another link's and
    /// everything is done again with the next one.
    /// </summary>
    private async Task<TrackedLink?> KeepAsync(Session session, string code, Deal deal, Place place, string network, MadeLink made)
    {
        var link = new TrackedLink
        {
            Code = code,
            DealId = deal.Id,
            MemberId = place.MemberId,
            PlaceKind = place.Kind,
            PlaceId = place.PlaceId,
            GroupId = place.GroupId,
            Network = network,
            Destination = made.Destination!,
            ShareText = made.ShareText,
            CreatedAt = time.GetUtcNow(),
        };
        if (await LinkStore.AddAsync(session, link))
        {
            return link;
        }
        await SlotLeaseStore.EndOfLinkAsync(session, code);
        return await LinkStore.FindForPlaceAsync(session, deal.Id, place);
    }
}

/// <summary>What a network made for a link, or why nothing.</summary>
/// <param name="Item">The network's lasting key of the product, where it has one.</param>
internal sealed record MadeLink(string? Destination, LinkRefusal? Fault, string? Item, string? ShareText)
{
    public static MadeLink Refused(LinkRefusal fault) => new(null, fault, null, null);
}
