using Daogou.Core.Access;

namespace Daogou.Api.Demo;

/// <summary><c>demo</c>: the product with a world of its own around it, no key and no internet needed.</summary>
public static class DemoProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        if (DemoOptions.Read(args, out var wrong) is not { } options)
        {
            await System.Console.Error.WriteLineAsync(wrong);
            return 2;
        }
        DemoRun run;
        try
        {
            await System.Console.Out.WriteLineAsync("正在准备演示：虚构的商店、一个月的价格、聊天室… Getting invented shops, a month of prices and a chat room ready…");
            run = await DemoRun.StartAsync(options, cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            await System.Console.Error.WriteLineAsync(e.Message);
            return 3;
        }
        await using (run)
        {
            await WelcomeAsync(run, cancellationToken);
            await run.WaitForShutdownAsync(cancellationToken);
        }
        return 0;
    }

    private static async Task WelcomeAsync(DemoRun run, CancellationToken cancellationToken)
    {
        var token = await run.Services.GetRequiredService<SignInLinks>().IssueAsync(OperatorDesk.FirstName, cancellationToken);
        string[] lines =
        [
            "",
            "  聊天室 Chat room  " + new Uri(run.Address, "/room").AbsoluteUri,
            "  集市   Bazaar     " + run.Market.Bazaar.AbsoluteUri,
            "  后台   Console    " + new Uri(run.Address, "/console/sign-in?token=" + token).AbsoluteUri,
            "  接口   REST       " + new Uri(run.Address, "/scalar/v1").AbsoluteUri,
            "",
            "  在聊天室里发 /deals 开始。后台链接只能用一次，聊天室里随时能再进。Ctrl+C 结束。",
            "  Say /deals in the chat room to begin. The console link works once; the room always has another. Ctrl+C ends it.",
            "",
        ];
        foreach (var line in lines)
        {
            await System.Console.Out.WriteLineAsync(line);
        }
    }
}
