namespace Portal.Web.Security;

/// <summary>Tells requests of a script, which reads data, from those of a person, who reads pages.</summary>
internal static class DataRequests
{
    /// <summary>True where data is asked for by name; browsers take anything after pages, which is not meant.</summary>
    public static bool AcceptsData(this HttpRequest request) => request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));
}
