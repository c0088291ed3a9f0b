using System.CommandLine;
using System.Globalization;
using Daogou.Core.Access;
using Daogou.Core.Links;

namespace Daogou.Api.Cli;

/// <summary><c>operator link</c> and <c>key create|list|revoke</c>: who may use the console and the REST API.</summary>
internal static class AccessCommands
{
    public static Command Operator(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "The operator; made when there is none of that name", DefaultValueFactory = _ => OperatorDesk.FirstName };
        var link = new Command("link", "Print a one-time sign-in link for the console") { name };
        link.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var who = parsed.GetRequiredValue(name);
                await services.GetRequiredService<OperatorDesk>().AddAsync(who, cancellationToken);
                if (await services.GetRequiredService<SignInLinks>().IssueAsync(who, cancellationToken) is not { } token)
                {
                    terminal.Fault($"{who} is disabled.");
                    return ExitCode.No;
                }
                var address = new Uri(services.GetRequiredService<PublicAddress>().Base, $"console/sign-in?token={token}");
                Say(parsed, terminal, new { Operator = who, Link = address.AbsoluteUri }, address.AbsoluteUri);
                return ExitCode.Ok;
            },
            cancellationToken));
        return new Command("operator", "Operators of the console") { link };
    }

    public static Command Key(Terminal terminal) =>
        new("key", "Keys for the REST API") { Create(terminal), List(terminal), Revoke(terminal) };

    private static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "What the key is for" };
        var scopes = new Option<string>("--scopes")
        {
            Description = "Comma-separated: " + string.Join(' ', Scopes.All),
            HelpName = "scopes",
            Required = true,
        };
        var days = new Option<int?>("--days") { Description = "Ends after so many days; else never", HelpName = "n" };
        var command = new Command("create", "Make a key; its secret is shown once") { name, scopes, days };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                string[] wanted = [.. parsed.GetRequiredValue(scopes).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)];
                if (wanted is [] || Scopes.Unknown(wanted) is [_, ..])
                {
                    terminal.Fault($"--scopes: got \"{string.Join(',', wanted)}\", accepts {string.Join(", ", Scopes.All)}.");
                    return ExitCode.Wrong;
                }
                DateTimeOffset? end = parsed.GetValue(days) is { } n ? services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(n) : null;
                var made = await services.GetRequiredService<ApiKeys>().CreateAsync(parsed.GetRequiredValue(name), wanted, end, cancellationToken);
                Say(parsed, terminal, new { made.Key.Name, made.Key.Scopes, made.Secret }, made.Secret);
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", "Show the keys, without their secrets");
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var keys = await services.GetRequiredService<ApiKeys>().ListAsync(cancellationToken);
                if (parsed.GetValue(Tool.Json))
                {
                    foreach (var key in keys)
                    {
                        terminal.Json(new { Id = key.Id.ToString(CultureInfo.InvariantCulture), key.Prefix, key.Name, key.Scopes, key.ExpiresAt, key.RevokedAt, key.LastUsedAt });
                    }
                    return ExitCode.Ok;
                }
                terminal.Table(
                    ["prefix", "name", "scopes", "ends", "last used"],
                    keys.Select(key => (IReadOnlyList<string?>)
                        [key.Prefix, key.Name, string.Join(' ', key.Scopes), key.RevokedAt is null ? Day(key.ExpiresAt) : "revoked", Day(key.LastUsedAt)]));
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    private static Command Revoke(Terminal terminal)
    {
        var prefix = new Argument<string>("prefix") { Description = "The key's visible prefix" };
        var command = new Command("revoke", "End a key now") { prefix };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var keys = services.GetRequiredService<ApiKeys>();
                var wanted = parsed.GetRequiredValue(prefix);
                var key = (await keys.ListAsync(cancellationToken)).FirstOrDefault(candidate => candidate.Prefix == wanted);
                var ended = key is not null && await keys.RevokeAsync(key.Id, cancellationToken);
                Say(parsed, terminal, new { Prefix = wanted, Revoked = ended }, ended ? $"{wanted} is revoked." : $"There is no open key {wanted}.");
                return ended ? ExitCode.Ok : ExitCode.No;
            },
            cancellationToken));
        return command;
    }

    private static string Day(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static void Say(ParseResult parsed, Terminal terminal, object json, string text)
    {
        if (parsed.GetValue(Tool.Json))
        {
            terminal.Json(json);
        }
        else
        {
            terminal.Line(text);
        }
    }
}
