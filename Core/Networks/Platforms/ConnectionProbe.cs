namespace Daogou.Core.Networks.Platforms;

/// <summary>The answer to "does our account work?", from the smallest call that a platform has.</summary>
internal static class ConnectionProbe
{
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
            var (zh, en) = advice(e.Fault.Code) ?? ("请按平台的说明处理。", "See the platform's own documents.");
            return new ConnectionAnswer(false, $"{name} 拒绝了调用：{e.Fault.Code} {e.Fault.Words}。{zh}", $"{name} refused the call: {e.Fault.Code} {e.Fault.Words}. {en}");
        }
        catch (NetworkUnavailableException e)
        {
            return new ConnectionAnswer(false, $"{name} 暂时没有应答：{e.Message}", $"{name} does not answer just now: {e.Message}");
        }
    }

    /// <summary>A minute that has just begun: enough to be let in, too little to cost anything.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Minute(TimeProvider time) => (time.GetUtcNow().AddMinutes(-1), time.GetUtcNow());
}
