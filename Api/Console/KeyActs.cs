using System.Globalization;
using Daogou.Core.Access;

namespace Daogou.Api.Console;

/// <summary>Keys of programs and links of operators.</summary>
internal static class KeyActs
{
    public static void Map(IEndpointRouteBuilder acts)
    {
        acts.MapAct("/keys", "key.create", async act =>
        {
            var name = act.Text("name");
            var scopes = act.All("scope");
            if (name.Length is 0 or > 100 || scopes.Count == 0 || Scopes.Unknown(scopes).Count > 0)
            {
                return Said.Refused(act.In("Give the key a name and at least one right.", "请填写名称并至少勾选一项权限。"));
            }
            var made = await act.Service<ApiKeys>().CreateAsync(name, scopes, null, act.CancellationToken);
            act.Subject = "key:" + made.Key.Prefix;
            act.Service<OneTimeSecrets>().Put(act.Actor, made.Secret);
            act.GoTo = "/console/settings#secret";
            return Said.Done(act.In($"The key {made.Key.Prefix} was made.", $"已创建密钥 {made.Key.Prefix}。"));
        });
        acts.MapAct("/keys/{id}/revoke", "key.revoke", async act =>
        {
            act.Subject = "key:" + act.Id.ToString(CultureInfo.InvariantCulture);
            return await act.Service<ApiKeys>().RevokeAsync(act.Id, act.CancellationToken)
                ? Said.Done(act.In("The key is revoked.", "密钥已作废。"))
                : Said.Refused(act.In("There is no such open key.", "没有这个有效密钥。"));
        });
        acts.MapAct("/operators", "operator.link", async act =>
        {
            var name = act.Text("name");
            if (name.Length is 0 or > 60)
            {
                return Said.Refused(act.In("Give a name.", "请填写名字。"));
            }
            act.Subject = "operator:" + name;
            await act.Service<OperatorDesk>().AddAsync(name, act.CancellationToken);
            if (await act.Service<SignInLinks>().IssueAsync(name, act.CancellationToken) is not { } token)
            {
                return Said.Refused(act.In($"{name} is disabled.", $"{name} 已停用。"));
            }
            act.Service<OneTimeSecrets>().Put(act.Actor, new Uri(act.Service<Core.Links.PublicAddress>().Base, "console/sign-in?token=" + token).AbsoluteUri);
            act.GoTo = "/console/settings#secret";
            return Said.Done(act.In($"A sign-in link for {name} was made; it works once, within 15 minutes.", $"已为 {name} 生成登录链接，15 分钟内有效，只能用一次。"));
        });
        acts.MapAct("/operators/{id}/disable", "operator.disable", async act =>
        {
            act.Subject = "operator:" + act.Id.ToString(CultureInfo.InvariantCulture);
            return await act.Service<OperatorDesk>().DisableAsync(act.Id, act.CancellationToken)
                ? Said.Done(act.In("They can no longer sign in.", "已停用该运营人员。"))
                : Said.Refused(act.In("The last operator cannot be disabled.", "不能停用最后一位运营人员。"));
        });
    }
}

/// <summary>A fresh secret on its way to the page that shows it, once, to the operator who made it.</summary>
internal sealed class OneTimeSecrets
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _waiting = new(StringComparer.Ordinal);

    public void Put(string actor, string secret) => _waiting[actor] = secret;

    public string? Take(string actor) => _waiting.TryRemove(actor, out var secret) ? secret : null;
}
