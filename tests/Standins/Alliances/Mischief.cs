using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Daogou.Standins.Alliances;

/// <summary>What a platform does to its callers besides answering.</summary>
public enum Trouble
{
    /// <summary>The platform's own "too many calls", in its own envelope.</summary>
    Limit = 1,

    /// <summary>HTTP 429 with <c>Retry-After</c>.</summary>
    TooMany = 2,

    /// <summary>HTTP 403, as its gateway answers to who comes too often.</summary>
    Forbidden = 3,

    /// <summary>HTTP 500.</summary>
    Failure = 4,

    /// <summary>The answer's second half is missing.</summary>
    Cut = 5,
}

/// <summary>Troubles that a test orders, and what the double saw. All doubles share it.</summary>
public sealed class Mischief
{
    private readonly ConcurrentQueue<Trouble?> _next = new();
    private int _calls;

    /// <summary>While true, every call ends in HTTP 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>Rows come twice and in another order each time.</summary>
    public Random? Shuffles { get; set; }

    public int Calls => _calls;

    /// <summary>The method or path of each refused call with the reason, for tests that expect none.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>What happens to the next calls, one each; null for nothing.</summary>
    public void Next(params Trouble?[] troubles)
    {
        foreach (var trouble in troubles)
        {
            _next.Enqueue(trouble);
        }
    }

    internal Trouble? Take()
    {
        Interlocked.Increment(ref _calls);
        return _next.TryDequeue(out var trouble) ? trouble : null;
    }

    /// <summary>The page's rows, some of them twice and none in its place, when the test wants it so.</summary>
    internal IReadOnlyList<T> Disorder<T>(IReadOnlyList<T> page)
    {
        if (Shuffles is not { } random || page.Count == 0)
        {
            return page;
        }
        lock (random)
        {
            T[] rows = [.. page, page[random.Next(page.Count)]];
            random.Shuffle(rows);
            return rows;
        }
    }
}

/// <summary>A double's answer.</summary>
/// <param name="Body">JSON.</param>
/// <param name="Refused">Why it refused; null when it did not.</param>
/// <param name="Status">The HTTP status, of platforms that say no with it.</param>
internal sealed record AllianceAnswer(string Body, string? Refused = null, int Status = 200)
{
    public string Type { get; init; } = "application/json";

    /// <summary>Sends it, or what the mischief makes of it.</summary>
    public static async Task<IResult> SendAsync(Mischief mischief, HttpContext context, Func<Task<AllianceAnswer>> answer, Func<AllianceAnswer> limit)
    {
        var trouble = mischief.Take();
        if (mischief.IsDown)
        {
            return Results.StatusCode(503);
        }
        if (trouble is Trouble.TooMany)
        {
            context.Response.Headers.RetryAfter = "120";
            return Results.StatusCode(429);
        }
        if (trouble is Trouble.Forbidden or Trouble.Failure)
        {
            return Results.StatusCode(trouble is Trouble.Forbidden ? 403 : 500);
        }
        var said = trouble is Trouble.Limit ? limit() : await answer();
        if (said.Refused is { } why)
        {
            mischief.Refusals.Enqueue(why);
        }
        return Results.Text(trouble is Trouble.Cut ? said.Body[..(said.Body.Length / 2)] : said.Body, said.Type, statusCode: said.Status);
    }
}
