namespace Daogou.Core.Networks.Platforms;

/// <summary>A smallest call as an answer for the operator.</summary>
internal static class ConnectionTrial
{
    /// <param name="name">The platform, as people call it.</param>
    /// <param name="may">What the account may do when the call succeeds, in Chinese and English.</param>
    /// <param name="call">The call.</param>
    public static async Task<ConnectionAnswer> OfAsync(string name, (string Zh, string En) may, Func<Task> call)
    {
        try
        {
            await call();
            return new ConnectionAnswer(true, $"{name}连接正常：{may.Zh}。", $"{name} answers: {may.En}.");
        }
        catch (PlatformRefusedException e)
        {
            return new ConnectionAnswer(
                false,
                $"{name}拒绝了调用：{e.Fault.Code} {e.Fault.Words}。请检查应用标识、密钥、权限和本机时钟。",
                $"{name} refused the call: {e.Fault.Code} {e.Fault.Words}. Check the application's key, its secret, its permissions and this machine's clock.");
        }
        catch (NetworkUnavailableException e)
        {
            return new ConnectionAnswer(false, $"{name}没有应答：{e.Message}", $"{name} does not answer: {e.Message}");
        }
    }
}
