namespace Portal.Web.Security;

/// <summary>The present person may see this but not do it; answered with the 403 page.</summary>
public sealed class Forbidden(string message) : Exception(message);
