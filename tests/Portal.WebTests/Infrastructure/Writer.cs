using System.Net;
using System.Text.Json;

namespace Portal.WebTests.Infrastructure;

/// <summary>The script of one open page.</summary>
internal sealed record Writer(Visitor Visitor, string Address, OfferedForm Form)
{
    public static async Task<Writer> OpenAsync(Visitor visitor, string address) => new(visitor, address, (await visitor.Open(address)).Forms[0]);

    public Task<Writer> AgainAsync() => OpenAsync(Visitor, Address);

    /// <summary>The same page's form in the hands of somebody else, with a token of their own.</summary>
    public async Task<Writer> AsAsync(Visitor other)
    {
        var token = (await other.Open("/account/sign-in")).Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value")
            ?? (await other.Open("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value");
        return new Writer(other, Address, Form.WithToken(token));
    }

    public async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(string handler, params (string Name, string Value)[] typed)
    {
        using var request = Typed(handler, typed).Request();
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await Visitor.Send(request);
        var isData = response.Content.Headers.ContentType?.MediaType == "application/json";
        return (response.StatusCode, isData ? JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()) : default);
    }

    public Task<HtmlPage> OpenBothAsync(params (string Name, string Value)[] typed) => Visitor.SendAsOwn(Typed("compare", typed));

    private OfferedForm Typed(string handler, (string Name, string Value)[] typed) => new(
        $"{Address}?handler={handler}", [.. Form.Fields.Where(f => !typed.Any(t => t.Name == f.Key)), .. typed.Select(t => KeyValuePair.Create(t.Name, t.Value))], false);
}
