using Portal.Web.FrontEnd;

var builder = WebApplication.CreateBuilder(args);
builder.AddFrontEnd();

var app = builder.Build();
app.UseFrontEnd();
app.MapFrontEnd();
await app.RunAsync();
