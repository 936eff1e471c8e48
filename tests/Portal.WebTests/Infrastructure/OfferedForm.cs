namespace Portal.WebTests.Infrastructure;

/// <summary>A form as a page offers it, to be sent by somebody else or without its token.</summary>
/// <param name="To">Site-relative address.</param>
/// <param name="Fields">Names and values, without files.</param>
/// <param name="IsMultipart">Whether it is made for files.</param>
public sealed record OfferedForm(string To, IReadOnlyList<KeyValuePair<string, string>> Fields, bool IsMultipart)
{
    private const string Token = "__RequestVerificationToken";

    /// <summary>The same with another token; without any when null.</summary>
    public OfferedForm WithToken(string? token) => this with
    {
        // First, because a form with files is read in its order.
        Fields = [.. token is null ? [] : new[] { KeyValuePair.Create(Token, token) }, .. Fields.Where(f => f.Key != Token)],
    };

    /// <summary>With further fields, where they are not among those of the form.</summary>
    public OfferedForm With(IEnumerable<KeyValuePair<string, string>> fields) =>
        this with { Fields = [.. Fields, .. fields.Where(f => Fields.All(own => own.Key != f.Key))] };

    public HttpRequestMessage Request()
    {
        HttpContent content;
        if (IsMultipart)
        {
            var parts = new MultipartFormDataContent();
            foreach (var (name, value) in Fields)
            {
                parts.Add(new StringContent(value), name);
            }

            content = parts;
        }
        else
        {
            content = new FormUrlEncodedContent(Fields);
        }

        return new HttpRequestMessage(HttpMethod.Post, new Uri(To, UriKind.Relative)) { Content = content };
    }
}
