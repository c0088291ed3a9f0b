namespace Daogou.Core.Networks.Platforms;

/// <summary>A small call made for its answer's sake, in words for an operator; and what a refusal is to who asked for a list.</summary>
internal static class ConnectionTry
{
    /// <param name="name">The network's name.</param>
    /// <param name="call">The smallest call that needs the account.</param>
    public static async Task<ConnectionAnswer> OfAsync(string name, Func<Task> call)
    {
        try
        {
            await call();
            return new ConnectionAnswer(true, $"{name} 已接通，账号可用。", $"{name} answers and accepts the account.");
        }
        catch (PlatformRefusedException e)
        {
            return new ConnectionAnswer(
                false,
                $"{name} 拒绝了调用：{e.Fault.Code} {e.Fault.Words}。请检查这个配置段里的账号、密钥和权限。",
                $"{name} refused the call: {e.Fault.Code} {e.Fault.Words}. Check the account, its keys and its rights in this section.");
        }
        catch (NetworkUnavailableException e)
        {
            return new ConnectionAnswer(false, $"{name} 现在没有正常应答：{e.Message}", $"{name} does not answer as it should just now: {e.Message}");
        }
    }

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
}
