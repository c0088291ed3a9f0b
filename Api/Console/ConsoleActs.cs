using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Console;

/// <summary>What operators do. Every act is a POST with its form's token, is written into the audit, and leads back to where it was pressed.</summary>
internal static class ConsoleActs
{
    public static void MapActs(this IEndpointRouteBuilder acts)
    {
        DealActs.Map(acts);
        GroupActs.Map(acts);
        KeyActs.Map(acts);
        LedgerActs.Map(acts);
        NetworkActs.Map(acts);
        MatchActs.Map(acts);
        OrderActs.Map(acts);
        PayoutActs.Map(acts);
        SourceActs.Map(acts);
    }

    /// <summary>Adds an act: <paramref name="work"/> does it and says how it went; what was done stands in the audit under <paramref name="name"/>.</summary>
    public static void MapAct(this IEndpointRouteBuilder acts, string pattern, string name, Func<ActRequest, Task<Said>> work) =>
        acts.MapPost(pattern, async Task<Results<RedirectHttpResult, BadRequest>> (HttpContext http, IAntiforgery antiforgery, Speech speech, Database book, TimeProvider time) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                return TypedResults.BadRequest();
            }
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var request = new ActRequest(http, form, speech);
            Said said;
            try
            {
                said = await work(request);
                if (said.Good)
                {
                    await book.WriteAsync(
                        session => AuditStore.WriteAsync(session, http.User.Actor(), name, request.Subject, said.Words, time.GetUtcNow()), http.RequestAborted);
                }
            }
            catch (StorageUnavailableException e)
            {
                said = Said.Refused(e.Message);
            }
            said.LeaveOn(http);
            return TypedResults.Redirect(ConsoleEndpoints.Local(request.GoTo ?? form["back"]));
        });
}

/// <summary>One pressed act: who, with what words, about what.</summary>
internal sealed class ActRequest(HttpContext http, IFormCollection form, Speech speech)
{
    public string Actor { get; } = http.User.Actor();

    public CancellationToken CancellationToken => http.RequestAborted;

    /// <summary>What the act is about, as a trail id where it has one; the act sets it.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Where to lead instead of back.</summary>
    public string? GoTo { get; set; }

    public string Route(string name) => http.Request.RouteValues[name]?.ToString() ?? "";

    public long Id => long.TryParse(Route("id"), System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 0;

    public string Text(string field) => form[field].ToString().Trim();

    public IReadOnlyList<string> All(string field) => [.. form[field].OfType<string>()];

    public T Service<T>()
        where T : notnull => http.RequestServices.GetRequiredService<T>();

    public Speech Speech => speech;

    public string In(string en, string zh) => speech.In(en, zh);
}
