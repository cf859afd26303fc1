(function(d){
var t=d.getElementById("at"),a=d.getElementById("age");
function age(){var m=Math.floor((Date.now()-Date.parse(t.dateTime))/6e4);a.hidden=m<2;a.textContent=a.dataset.words.replace("{0}",m)}
if(t&&a){age();setInterval(age,3e4)}
if(navigator.clipboard)d.querySelectorAll("button[data-copied]").forEach(function(b){
b.hidden=false;
b.onclick=function(){navigator.clipboard.writeText(d.getElementById(b.dataset.of).textContent).then(function(){b.textContent=b.dataset.copied})}
})
})(document)
