using System.Text;
using System.Text.Json;
using Daogou.Core.Access;
using Daogou.Crawler.Inspect;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Inspect;

public sealed class InspectLinesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_line_is_answered_by_one_line_in_order_whatever_it_holds()
    {
        var answers = await AnswersAsync("price", "{\"text\":\"$5\"}\nnonsense\n\n{\"text\":7}\n[]\n{}\n{\"text\":\"€ 6\"}");
        Assert.Equal(7, answers.Length);
        Assert.Equal(["5", "6"], new[] { answers[0], answers[6] }.Select(answer => answer.GetProperty("amount").GetString()));
        Assert.All(answers[1..6], answer => Assert.NotEmpty(answer.GetProperty("error").GetString()!));
    }

    [Fact]
    public async Task A_line_that_is_longer_than_any_body_is_refused_and_the_next_one_is_read()
    {
        var answers = await AnswersAsync("feed", $"{{\"body\":\"{new string('A', 25 << 20)}\"}}\n{{\"body\":\"\"}}\n");
        Assert.Contains("longer", answers[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(answers[1].GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Any_bytes_get_an_answer_of_every_kind()
    {
        foreach (var inspection in Inspections.All)
        {
            var random = new Random(7);
            for (var round = 0; round < 30; round++)
            {
                var bytes = new byte[random.Next(400)];
                random.NextBytes(bytes);
                var body = Convert.ToBase64String(bytes);
                var text = Encoding.Latin1.GetString(bytes);
                var line = JsonSerializer.Serialize(new { body, robots = body, text, url = text, userAgent = text, now = "2026-11-22T10:00:00Z", zone = "Asia/Shanghai" });
                var answer = Assert.Single(await AnswersAsync(inspection.Kind, line));
                Assert.False(answer.TryGetProperty("error", out var error) && error.GetString()!.StartsWith("It could not be read", StringComparison.Ordinal), $"{inspection.Kind}: {error} on {body}");
            }
        }
    }

    [Fact]
    public async Task Programs_ask_over_REST()
    {
        await using var door = await Door.OpenAsync();
        using var caller = await door.CallerAsync(Scopes.SourcesRead);
        using var lines = new StringContent("{\"text\":\"$5\"}\n{\"text\":\"6 €\"}\n", Encoding.UTF8, "application/x-ndjson");
        var answer = await caller.PostAsync(new Uri("/api/v1/inspect/price", UriKind.Relative), lines, Cancel);
        Assert.Equal(["USD", "EUR"], (await answer.Content.ReadAsStringAsync(Cancel)).TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("currency").GetString()));
    }

    private static async Task<JsonElement[]> AnswersAsync(string kind, string lines)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(lines));
        using var output = new MemoryStream();
        await InspectLines.RunAsync(Inspections.Find(kind)!, input, output, Cancel);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
