using System.Globalization;
using Daogou.Core.Clicks;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Storage;
using Microsoft.Extensions.Primitives;

namespace Daogou.Api.Endpoints;

/// <summary>
/// <c>/r/{code}</c> sends a visitor on to the shop, <c>/r/{code}+</c> says where it would. The destination is the stored one: nothing in the
/// request changes it. A 302 that carries <c>X-Click</c> was durable before it was sent.
/// </summary>
public static class RedirectEndpoint
{
    public static IEndpointConventionBuilder MapRedirect(this IEndpointRouteBuilder routes)
    {
        var redirects = ActivatorUtilities.CreateInstance<Redirects>(routes.ServiceProvider);
        // Nothing behind the router concerns a visitor who only passes through.
        return routes.MapMethods("/r/{code}", [HttpMethods.Get, HttpMethods.Head], redirects.AnswerAsync)
            .ShortCircuit()
            .AllowAnonymous()
            .ExcludeFromDescription();
    }
}

internal sealed partial class Redirects(
    LinkSnapshot links, ClickGate gate, IClickJournal journal, ClickRefs refs, PublicAddress addresses, NetworkCatalog networks, Database book,
    ILogger<Redirects> logger)
{
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NoIndex = "noindex";

    public Task AnswerAsync(HttpContext http)
    {
        var code = (string)http.Request.RouteValues["code"]!;
        return links.TryFind(code, out var link) ? FollowAsync(http, link) : GuardedAsync(http, () => LookUpAsync(http, code));
    }

    private async Task LookUpAsync(HttpContext http, string code)
    {
        var inspects = code.EndsWith('+');
        var link = await links.FindAsync(inspects ? code[..^1] : code, http.RequestAborted);
        await (link is null ? RedirectPages.MissingAsync(http) : inspects ? InspectAsync(http, link) : FollowAsync(http, link));
    }

    private async Task FollowAsync(HttpContext http, ServedLink link)
    {
        if (link.Link.DisabledAt is not null || !link.MayLead)
        {
            await RedirectPages.StoppedAsync(http);
            return;
        }
        if (!link.AllowsRedirect)
        {
            await GuardedAsync(http, () => InspectAsync(http, link));
            return;
        }
        var visitor = Read(http);
        var agent = AgentFacts.Of(visitor.Agent);
        var journalled = await journal.AppendAsync(gate.Judge(link.Link, visitor, agent));
        if (agent.Kind == AgentKind.Preview)
        {
            await GuardedAsync(http, () => CardAsync(http, link));
            return;
        }
        var response = http.Response;
        response.StatusCode = StatusCodes.Status302Found;
        var headers = response.Headers;
        headers.Location = link.DestinationFor(refs, journalled.Ordinal);
        headers.CacheControl = NoStore;
        headers["Referrer-Policy"] = NoReferrer;
        headers["X-Robots-Tag"] = NoIndex;
        if (journalled.Fate == ClickFate.Kept)
        {
            headers["X-Click"] = journalled.Ordinal.ToString(CultureInfo.InvariantCulture);
        }
    }

    private async Task CardAsync(HttpContext http, ServedLink link) =>
        await RedirectPages.CardAsync(http, await DealAsync(link, http.RequestAborted), addresses.Redirect(link.Link.Code));

    private async Task InspectAsync(HttpContext http, ServedLink link)
    {
        if (link.Link.DisabledAt is not null || !link.MayLead)
        {
            await RedirectPages.StoppedAsync(http);
            return;
        }
        var deal = await DealAsync(link, http.RequestAborted);
        var programme = deal is null ? null : networks.For(new Uri(deal.Url))?.Programme;
        await RedirectPages.InspectAsync(http, new Inspected(
            link.Host, deal, programme, link.AllowsRedirect ? addresses.Redirect(link.Link.Code) : new Uri(link.DirectDestination(refs))));
    }

    /// <summary>What needs the book answers with a kind page when the book does not.</summary>
    private async Task GuardedAsync(HttpContext http, Func<Task> answer)
    {
        try
        {
            await answer();
        }
        catch (Exception e) when (e is not OperationCanceledException && !http.Response.HasStarted)
        {
            LogNoAnswer(logger, e);
            await RedirectPages.BusyAsync(http);
        }
    }

    private Task<Deal?> DealAsync(ServedLink link, CancellationToken cancellationToken) =>
        book.ReadAsync(session => DealStore.FindAsync(session, link.Link.DealId), cancellationToken);

    private static Visitor Read(HttpContext http)
    {
        var request = http.Request;
        var headers = request.Headers;
        return new Visitor(
            request.Method,
            headers.UserAgent,
            headers.Referer,
            http.Connection.RemoteIpAddress,
            Says(headers["Sec-Purpose"], "prefetch") || Says(headers["Purpose"], "prefetch") || Says(headers["Purpose"], "preview") || Says(headers["X-Moz"], "prefetch"),
            Says(headers["DNT"], "1") || Says(headers["Sec-GPC"], "1"));
    }

    private static bool Says(StringValues header, string word) =>
        header.Count > 0 && header.ToString().StartsWith(word, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(LogLevel.Error, "A redirect could not be answered")]
    private static partial void LogNoAnswer(ILogger logger, Exception e);
}
