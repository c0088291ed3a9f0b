namespace Daogou.Core.Networks.Platforms;

/// <summary>A small call made for its answer's sake, in words for an operator; and what a refusal is to who asked for a list.</summary>
internal static class ConnectionTry
{
    /// <param name="name">The network's name.</param>
    /// <param name="call">The smallest call that needs the account.</param>
    public static Task<ConnectionAnswer> OfAsync(string name, Func<Task> call) => OfAsync(name, ("账号可用", "it accepts the account"), call);

    /// <inheritdoc cref="OfAsync(string, Func{Task})"/>
    /// <param name="name">The network's name.</param>
    /// <param name="may">What the account may do when the call succeeds.</param>
    /// <param name="call">The smallest call that needs the account.</param>
    public static Task<ConnectionAnswer> OfAsync(string name, (string Zh, string En) may, Func<Task> call) => AskAsync(
        name,
        async () =>
        {
            await call();
            return new ConnectionAnswer(true, $"{name} 连接正常：{may.Zh}。", $"{name} answers: {may.En}.");
        },
        _ => null);

    /// <summary>What the platform said, never as an exception.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="ask">Makes the call and says what is right.</param>
    /// <param name="advice">What to do about a code of the platform; null for what needs no more than its own words.</param>
    public static async Task<ConnectionAnswer> AskAsync(string name, Func<Task<ConnectionAnswer>> ask, Func<string, (string Zh, string En)?> advice)
    {
        try
        {
            return await ask();
        }
        catch (PlatformRefusedException e)
        {
            var (zh, en) = advice(e.Fault.Code)
                ?? ("请检查这个配置段里的账号、密钥、权限，以及本机时钟。", "Check the account, its keys and its rights in this section, and this machine's clock.");
            return new ConnectionAnswer(false, $"{name} 拒绝了调用：{e.Fault.Code} {Ended(e.Fault.Words)}。{zh}", $"{name} refused the call: {e.Fault.Code} {Ended(e.Fault.Words)}. {en}");
        }
        catch (NetworkUnavailableException e)
        {
            return new ConnectionAnswer(false, $"{name} 暂时没有应答：{e.Message}", $"{name} does not answer just now: {e.Message}");
        }
    }

    /// <summary>A minute that has just begun: enough to be let in, too little to cost anything.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Minute(TimeProvider time) => (time.GetUtcNow().AddMinutes(-1), time.GetUtcNow());

    /// <summary>A refusal is the operator's to read, as any other failure of a list.</summary>
    public static async Task<T> ForOperatorAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (PlatformRefusedException e)
        {
            throw new NetworkUnavailableException(e.Message, e);
        }
    }

    private static string Ended(string words) => words.TrimEnd('.', '。', ' ');
}
