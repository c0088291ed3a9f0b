using System.CommandLine;
using Daogou.Api.Endpoints;
using Daogou.Core.Links;

namespace Daogou.Api.Cli;

/// <summary><c>link explain</c>: what is recognised in a pasted text, and the link it would make.</summary>
internal static class LinkExplainCommand
{
    public static Command Build(Terminal terminal)
    {
        var text = new Argument<string[]>("text") { Description = "What somebody pasted: links, share texts, 口令", Arity = ArgumentArity.OneOrMore };
        var command = new Command("explain", "What is recognised in a pasted text: rule, network, product, policy and the link it would make") { text };
        command.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var pasted = string.Join(' ', parsed.GetRequiredValue(text));
                var links = (await services.GetRequiredService<LinkExplainer>().ExplainAsync(pasted, cancellationToken)).Select(ExplainedLink.Of).ToList();
                foreach (var link in links)
                {
                    if (parsed.GetValue(Tool.Json))
                    {
                        terminal.Json(link);
                    }
                    else
                    {
                        terminal.Heading(link.Url);
                        terminal.Table(["what", "answer"], Rows(link).Where(row => row.Answer is not null).Select(row => (IReadOnlyList<string?>)[row.What, row.Answer]));
                    }
                }
                if (links.Count == 0)
                {
                    terminal.Fault("There is no link and no 口令 in that text.");
                }
                return links.Exists(link => link.WouldMake is not null) ? ExitCode.Ok : ExitCode.No;
            },
            cancellationToken));
        return command;
    }

    private static IEnumerable<(string What, string? Answer)> Rows(ExplainedLink link) =>
    [
        ("rule", link.Rule),
        ("network", link.Network),
        ("kind", link.Kind),
        ("item", link.ItemId),
        ("shop", link.Merchant),
        ("clean address", link.Clean),
        ("programme", link.Programme),
        ("policy", link.Policy),
        .. link.Rules.Select(rule => ("rule of the programme", (string?)rule)),
        .. link.Choice.Select(choice => ("network chosen", (string?)choice)),
        ("would make", link.WouldMake),
        ("why not", link.Why),
    ];
}
